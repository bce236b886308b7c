"use client";

import { createContext, useContext } from "react";

/** By model: how many tokens it can read. */
export const ContextSizes = createContext<Readonly<Record<string, number>>>({});

export function useContextSizes(): Readonly<Record<string, number>> {
  return useContext(ContextSizes);
}
