import type { Visit } from "../../../../../lib/core/state.ts";
import { strings } from "../strings.ts";
import { JsonPart, TextPart } from "./part.tsx";

/** Why the workflow came to this step, and where it went from it. */
export function VisitDetails({ visit }: { visit: Visit }) {
  return (
    <>
      <TextPart title={strings.why} text={visit.reason} />
      <TextPart title={strings.cameFrom} text={visit.from.join(", ")} />
      <JsonPart title={strings.result} value={visit.output} />
      <TextPart title={strings.wentTo} text={visit.took.join(", ")} />
    </>
  );
}
