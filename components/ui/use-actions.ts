"use client";

import { useEffect, useRef } from "react";
import { type Action, addActions } from "./actions.ts";

/** Offers these actions while the component is on the page. The newest list counts, and giving one draws nothing anew. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => addActions(() => latest.current), []);
}
