"use client";

import { createContext, useContext } from "react";

/** Who looks at this page: the id that the server knows them by. Empty where that does not matter. */
export const MeContext = createContext("");

export function useMe(): string {
  return useContext(MeContext);
}
