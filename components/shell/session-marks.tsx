"use client";

import Hand from "lucide-react/icons/hand";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { isUnread } from "../live/seen.ts";
import { useSeen } from "../live/use-seen.ts";
import { Spinner } from "../ui/spinner.tsx";
import { strings } from "./strings.ts";

/** What is up in a session, the most urgent thing first. */
export function SessionMarks({ session, current }: { session: SessionSummary; current: boolean }) {
  const seen = useSeen();
  if (session.waitingForPerson > 0) {
    return (
      <span className="shrink-0 text-warning">
        <Hand aria-hidden="true" className="size-3.5" />
        <span className="sr-only">({strings.waitingOnYou})</span>
      </span>
    );
  }
  if (session.openRuns > 0) {
    return (
      <span className="shrink-0 text-info">
        <Spinner className="size-3.5" />
        <span className="sr-only">({strings.running})</span>
      </span>
    );
  }
  if (!current && isUnread(seen, session)) {
    return (
      <span className="grid size-3.5 shrink-0 place-items-center text-primary">
        <span aria-hidden="true" className="size-2 rounded-full bg-current" />
        <span className="sr-only">({strings.unread})</span>
      </span>
    );
  }
  return null;
}
