import type { Call } from "../../../../../lib/core/state.ts";
import { failedFunction } from "../../../../../lib/functions/failed-call.ts";
import { strings } from "../strings.ts";
import { FailedPlace } from "./failed-place.tsx";
import { JsonPart, TextPart } from "./part.tsx";

/** What a tool was given, and what came of it. */
export function CallDetails({ call }: { call: Call }) {
  const { approval, approvedBy, question, error } = call;
  const failed = error ? failedFunction(call.details) : null;
  return (
    <>
      {approval ? <TextPart title={strings.askedForApproval} text={approval.reason} /> : null}
      {approvedBy ? <TextPart title={strings.approvedBy} text={approvedBy} /> : null}
      <JsonPart title={strings.proposedArguments} value={call.proposedArguments} />
      <JsonPart title={strings.arguments} value={call.arguments} />
      {question ? <TextPart title={strings.question} text={question.question} /> : null}
      <JsonPart title={strings.answer} value={call.answer} />
      <JsonPart title={strings.progress} value={call.progress} />
      <TextPart title={strings.result} text={call.content ?? ""} />
      {failed ? null : <JsonPart title={strings.details} value={call.details} />}
      {error ? <TextPart title={strings.error(error.code)} text={error.message} tone="bad" /> : null}
      {failed ? <FailedPlace failed={failed} /> : null}
    </>
  );
}
