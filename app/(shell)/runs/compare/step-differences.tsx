import { DiffView } from "../../../../components/definitions/diff-view.tsx";
import type { Difference } from "../../../../lib/definitions/diff.ts";
import type { Act } from "../../../../lib/replay/acts.ts";
import type { Row } from "../../../../lib/replay/compare.ts";
import { lineDiff } from "../../../../lib/text/line-diff.ts";
import { wordsOf } from "./step-words.ts";
import { strings } from "./strings.ts";

/** More than anybody reads at once; the table above has all of them. */
const mostShown = 50;

/** The texts of the steps that are not the same, line by line. */
export function StepDifferences({ rows }: { rows: readonly Row[] }) {
  const differing = rows.map((row, index) => ({ row, step: index + 1 })).filter(({ row }) => row.is !== "same");
  if (differing.length === 0) return null;
  return (
    <section aria-labelledby="differences" className="grid min-w-0 gap-4">
      <h2 id="differences" className="font-medium">
        {strings.details}
      </h2>
      {differing.slice(0, mostShown).map(({ row, step }) => (
        <article key={step} id={`step-${step}`} className="grid min-w-0 scroll-mt-16 gap-2">
          <h3 className="font-medium text-sm">
            {strings.differences(step)} · {wordsOf((row.a ?? row.b) as Act)}
          </h3>
          <DiffView changes={changesOf(row)} />
        </article>
      ))}
    </section>
  );
}

function changesOf({ a, b, ...row }: Row): Difference[] {
  const turn = (a ?? b)?.kind === "turn";
  const sides = (path: string, before: unknown, after: unknown): Difference[] => {
    const [left, right] = [told(before), told(after)];
    if (left === right) return [];
    const both = before !== undefined && after !== undefined;
    return [{ path, before, after, ...(both && { lines: lineDiff(left, right) }) }];
  };
  const calls = (act: Act | null) =>
    turn && Array.isArray(act?.given) && act.given.length === 0 ? undefined : act?.given;
  return [
    ...("differs" in row && row.differs.includes("agent") ? sides(strings.parts.agent, a?.agent, b?.agent) : []),
    ...sides(turn ? strings.parts.calls : strings.parts.given, calls(a), calls(b)),
    ...sides(strings.parts.said, a?.said, b?.said),
    ...sides(strings.parts.failed, a?.failed ?? undefined, b?.failed ?? undefined),
  ];
}

function told(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
