"use client";

import { useMemo } from "react";
import { useSession } from "../../../../../components/live/use-session.ts";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { chunksOf, type Inspection } from "../../../../../lib/runs/inspection.ts";
import type { Step } from "../../../../../lib/runs/step.ts";
import { strings } from "../strings.ts";
import { AnswerCourse } from "./answer-course.tsx";
import { Hops } from "./hops.tsx";
import { MessagesSent } from "./messages-sent.tsx";
import { JsonPart, TextPart } from "./part.tsx";

/** What a model was given to read, and what it made of it. */
export function TurnDetails({ step, found }: { step: Step; found: Extract<Inspection, { kind: "turn" }> }) {
  const { turn, said, calls, hops, before, run } = found;
  const { events } = useRunScreen();
  const chunks = useMemo(() => chunksOf(events, turn.id), [events, turn.id]);
  // What is being said at this moment stands in no event yet.
  const growing = useSession((shown) => shown.texts[turn.id]);
  const thoughts =
    said?.parts?.find((part) => part.type === "reasoning")?.text ?? turn.reasoning ?? growing?.reasoning ?? "";
  return (
    <>
      {hops.length > 1 || turn.error ? <Hops hops={hops} turn={turn} /> : null}
      {turn.error ? <TextPart title={strings.error(turn.error.code)} text={turn.error.message} tone="bad" /> : null}
      <TextPart title={strings.thoughts} text={thoughts} />
      <TextPart
        title={turn.status === "failed" ? strings.partial : strings.said}
        text={said?.content ?? turn.partial ?? growing?.text ?? ""}
      />
      {calls.map((call) => (
        <JsonPart key={call.callId} title={strings.calls(call.tool)} value={call.arguments} />
      ))}
      {chunks ? <AnswerCourse chunks={chunks} /> : null}
      <MessagesSent step={step} before={before} run={run} />
    </>
  );
}
