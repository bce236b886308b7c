"use client";

import { useEffect, useRef } from "react";
import { type Call, openQuestion, openTurn, type SessionState, waitsForPerson } from "../../lib/core/state.ts";
import { announce } from "../ui/announce.ts";
import { strings } from "./strings.ts";

/** Longer answers are read in the conversation itself. */
const mostSpoken = 1_000;

/** Tells those who listen: who works, what was answered (whole, never by tokens), and what waits for them. */
export function useAnnouncements(state: SessionState): void {
  const before = useRef<SessionState | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = state;
    // What was there when the page opened is no news.
    if (last === null || last.head === 0 || state.head === last.head) return;
    for (const message of state.messages) {
      if (message.seq <= last.head || message.author.kind !== "agent" || message.content === "") continue;
      announce(strings.answered(message.author.id, message.content.slice(0, mostSpoken)));
    }
    for (const run of state.runs) {
      const known = last.runs.find((each) => each.id === run.id);
      if (run === known) continue;
      if (openTurn(run) && !(known && openTurn(known)) && run.turns.length === 1)
        announce(strings.isWorking(run.agent));
      for (const call of run.calls.filter(waitsForPerson)) {
        const asked = openQuestion(call);
        if (known?.calls.some((each) => each.callId === call.callId && isSameQuestion(each, call))) continue;
        announce(asked ? strings.asks(run.agent, asked.question) : strings.wantsApproval(run.agent, call.tool), {
          urgent: true,
        });
      }
      if (run.finished?.outcome === "failed" && !known?.finished)
        announce(strings.runFailed(run.agent), { urgent: true });
    }
  }, [state]);
}

function isSameQuestion(a: Call, b: Call): boolean {
  return a.status === b.status && openQuestion(a)?.question === openQuestion(b)?.question;
}
