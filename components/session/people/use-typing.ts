"use client";

import { useCallback, useEffect, useRef } from "react";
import { typingAgainMs } from "../../../lib/client/people.ts";
import { useSessionStore } from "../../live/use-session.ts";

/** Tells the others that one types: at once, again while it goes on, and that it is over. */
export function useTyping(): (isWriting: boolean) => void {
  const store = useSessionStore();
  const toldAt = useRef<number | null>(null);
  const over = useRef<ReturnType<typeof setTimeout>>(undefined);

  const change = useCallback(
    (isWriting: boolean) => {
      clearTimeout(over.current);
      const now = performance.now();
      if (isWriting) over.current = setTimeout(() => change(false), typingAgainMs);
      if (!isWriting && toldAt.current === null) return;
      if (isWriting && toldAt.current !== null && now - toldAt.current < typingAgainMs) return;
      const wasHeard = store?.typing(isWriting) ?? false;
      toldAt.current = isWriting && wasHeard ? now : null;
    },
    [store],
  );
  useEffect(() => () => clearTimeout(over.current), []);
  return change;
}
