"use client";

import { createContext, useContext } from "react";

/** Names of the models that may answer, as `provider/model`. */
export const ModelsContext = createContext<readonly string[]>([]);

export function useModels(): readonly string[] {
  return useContext(ModelsContext);
}
