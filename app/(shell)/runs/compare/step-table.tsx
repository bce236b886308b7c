import Link from "next/link";
import { dollars, duration } from "../../../../components/session/format.ts";
import { Badge, type Tone } from "../../../../components/ui/badge.tsx";
import { Card } from "../../../../components/ui/card.tsx";
import { Cell, HeaderCell, Table } from "../../../../components/ui/table.tsx";
import type { Act } from "../../../../lib/replay/acts.ts";
import type { Row as ComparedRow } from "../../../../lib/replay/compare.ts";
import type { ComparedRuns } from "../../../../server/http/compare-runs.ts";
import { wordsOf } from "./step-words.ts";
import { strings } from "./strings.ts";

const tones: Record<ComparedRow["is"], Tone> = {
  same: "outline",
  changed: "warning",
  "only-a": "destructive",
  "only-b": "success",
};

/** The steps of both in one order. A step that only one of them has leaves the other's side empty. */
export function StepTable({ compared, runs }: { compared: ComparedRuns; runs: { a: string; b: string } }) {
  const { rows, first } = compared;
  const anyCost = rows.some(({ a, b }) => (a?.cost ?? b?.cost ?? null) !== null);
  return (
    <Card>
      <Table label={strings.steps}>
        <thead>
          <tr>
            <HeaderCell numeric>{strings.step}</HeaderCell>
            <HeaderCell className="w-full">
              <Link href={`/runs/${runs.a}`} prefetch={false} className="text-primary underline underline-offset-4">
                {strings.a}
              </Link>
              {" / "}
              <Link href={`/runs/${runs.b}`} prefetch={false} className="text-primary underline underline-offset-4">
                {strings.b}
              </Link>
            </HeaderCell>
            <HeaderCell>{strings.result}</HeaderCell>
            <HeaderCell numeric>{strings.timeOf("A")}</HeaderCell>
            <HeaderCell numeric>{strings.timeOf("B")}</HeaderCell>
            {anyCost ? <HeaderCell numeric>{strings.costOf("A")}</HeaderCell> : null}
            {anyCost ? <HeaderCell numeric>{strings.costOf("B")}</HeaderCell> : null}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-0">
          {rows.map((row, index) => (
            <tr key={`${row.a?.id} ${row.b?.id}`} className={index === first ? "bg-muted" : undefined}>
              <Cell numeric>
                {row.is === "same" ? (
                  index + 1
                ) : (
                  <a href={`#step-${index + 1}`} className="target text-primary underline underline-offset-4">
                    {index + 1}
                  </a>
                )}
              </Cell>
              <Cell style={{ paddingLeft: `${0.75 + (row.a ?? (row.b as Act)).depth}rem` }}>
                {wordsOf((row.a ?? row.b) as Act)}
              </Cell>
              <Cell className="whitespace-nowrap">
                <Badge tone={tones[row.is]}>{strings.is[row.is]}</Badge>
                {index === first ? <span className="ml-2 text-xs">{strings.first}</span> : null}
              </Cell>
              <Cell numeric className="whitespace-nowrap">
                {timeOf(row.a)}
              </Cell>
              <Cell numeric className="whitespace-nowrap">
                {timeOf(row.b)}
              </Cell>
              {anyCost ? <Cell numeric>{costOf(row.a)}</Cell> : null}
              {anyCost ? <Cell numeric>{costOf(row.b)}</Cell> : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function timeOf(act: Act | null): string {
  return typeof act?.ms === "number" ? duration(act.ms) : "";
}

function costOf(act: Act | null): string {
  return typeof act?.cost === "number" ? dollars(act.cost) : "";
}
