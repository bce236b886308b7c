"use client";

import { useDrawing } from "./drawing-context.ts";
import { strings } from "./strings.ts";
import type { ActionState } from "./use-action.ts";

/** What became of an answer: who sent it, or that sending failed. */
export function SentNote({ id, state }: { id: string; state: ActionState }) {
  const { surface } = useDrawing();
  const sent = Object.hasOwn(surface.acted, id) ? surface.acted[id] : undefined;
  return (
    <span aria-live="polite" className={`text-xs ${state === "failed" ? "text-destructive" : "text-muted-foreground"}`}>
      {state === "failed" ? strings.failed : sent ? strings.sent(sent.by) : ""}
    </span>
  );
}
