"use client";

import { useState } from "react";
import { useDrawing } from "./drawing-context.ts";

export type ActionState = "ready" | "pending" | "done" | "failed";

/** One action of a node: pending while it is on its way, then done or failed. Null where nothing can be done. */
export function useAction(nodeId: string) {
  const { act } = useDrawing();
  const [state, setState] = useState<ActionState>("ready");
  return {
    state,
    can: act !== null,
    async act(action: string, parameters?: Record<string, unknown>): Promise<boolean> {
      if (!act || state === "pending") return false;
      setState("pending");
      const done = await act(nodeId, action, parameters).catch(() => false);
      setState(done ? "done" : "failed");
      return done;
    },
  };
}
