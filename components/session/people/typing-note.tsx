"use client";

import { whoTypes } from "../../../lib/client/people.ts";
import { useSession } from "../../live/use-session.ts";
import { useMe } from "../me-context.ts";
import { strings } from "../strings.ts";

/** Takes its line always, so that nothing moves when somebody begins to type. */
export function TypingNote() {
  const me = useMe();
  const names = useSession(
    (shown) => whoTypes(shown.people),
    (a, b) => a.join() === b.join(),
  );
  const others = names.filter((userId) => userId !== me);
  const sentence = others.length > 0 ? strings.isTyping(others) : names.length > 0 ? strings.typingElsewhere : null;
  return (
    <p aria-live="polite" className="h-5 truncate px-1 text-muted-foreground text-xs leading-5">
      {sentence}
    </p>
  );
}
