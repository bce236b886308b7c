import CircleCheck from "lucide-react/icons/circle-check";
import Split from "lucide-react/icons/split";
import type { ComparedRuns } from "../../../../server/http/compare-runs.ts";
import { strings } from "./strings.ts";

/** Whether they did the same, and if not, where they went apart. */
export function Summary({ compared: { first, rows } }: { compared: ComparedRuns }) {
  if (first === null) {
    return (
      <p className="flex items-center gap-2 font-medium text-success">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
        {strings.same(rows.length)}
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-2 font-medium">
      <Split aria-hidden="true" className="size-4 shrink-0 text-warning" />
      {strings.apart(first + 1)}
      <a href={`#step-${first + 1}`} className="font-normal text-primary text-sm underline underline-offset-4">
        {strings.toFirst}
      </a>
    </p>
  );
}
