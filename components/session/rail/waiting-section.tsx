"use client";

import Hand from "lucide-react/icons/hand";
import {
  type Call,
  openCalls,
  openQuestion,
  openRuns,
  type SessionState,
  waitsForPerson,
} from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { strings } from "../strings.ts";
import { RailSection } from "./rail-section.tsx";

interface Waiting {
  call: Call;
  agent: string;
}

/** What cannot go on without a person, with the way there. */
export function WaitingSection() {
  const waiting = useFolded(
    waitingOf,
    (a, b) => a.length === b.length && a.every((each, index) => each.call === b[index]?.call),
  );
  if (waiting.length === 0) return null;
  return (
    <RailSection title={strings.waitingOnYou}>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {waiting.map(({ call, agent }) => (
          <li key={call.callId} className="flex items-center gap-2 text-sm">
            <Hand aria-hidden="true" className="size-4 shrink-0 text-warning" />
            <span className="min-w-0 flex-1 truncate">
              {openQuestion(call)?.question ?? strings.approvalTitle(agent, call.tool)}
            </span>
            <Button size="small" variant="outline" onClick={() => goTo(call)}>
              {strings.review}
            </Button>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}

export function waitingOf(state: SessionState): Waiting[] {
  return openRuns(state).flatMap((run) =>
    openCalls(run)
      .filter(waitsForPerson)
      .map((call) => ({ call, agent: run.agent })),
  );
}

function goTo(call: Call): void {
  const message = document.getElementById(`message-${call.turnId}`);
  message?.scrollIntoView({ block: "center" });
  message?.querySelector<HTMLElement>(":is([role=group], .surface form) :is(button, input, textarea)")?.focus();
}
