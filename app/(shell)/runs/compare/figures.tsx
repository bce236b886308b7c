import { compact, dollars, duration } from "../../../../components/session/format.ts";
import { Card } from "../../../../components/ui/card.tsx";
import { strings as words } from "../../../../components/ui/strings.ts";
import { Cell, HeaderCell, Table } from "../../../../components/ui/table.tsx";
import type { Totals } from "../../../../lib/replay/compare.ts";
import { strings } from "./strings.ts";

/** What each of them took, and how much more or less the second one. */
export function Figures({ a, b }: { a: Totals; b: Totals }) {
  const said: [string, string, string][] = [
    [strings.agent, `${a.agent} v${a.version}`, `${b.agent} v${b.version}`],
    [strings.status, words.runStatus[a.status], words.runStatus[b.status]],
    [strings.models, a.models.join(", ") || strings.unknown, b.models.join(", ") || strings.unknown],
  ];
  const counted: [string, number | null, number | null, (value: number) => string][] = [
    [strings.turns, a.turns, b.turns, String],
    [strings.calls, a.calls, b.calls, String],
    [strings.input, a.usage.input, b.usage.input, compact],
    [strings.output, a.usage.output, b.usage.output, compact],
    [strings.cost, a.cost, b.cost, dollars],
    [strings.atWork, a.activeMs, b.activeMs, duration],
  ];
  return (
    <Card>
      <Table label={strings.figures}>
        <thead>
          <tr>
            <HeaderCell>{strings.figure}</HeaderCell>
            <HeaderCell numeric>{strings.a}</HeaderCell>
            <HeaderCell numeric>{strings.b}</HeaderCell>
            <HeaderCell numeric>{strings.difference}</HeaderCell>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-0">
          {said.map(([name, left, right]) => (
            <Row key={name} name={name} left={left} right={right} by="" />
          ))}
          {counted.map(([name, left, right, tell]) => (
            <Row
              key={name}
              name={name}
              left={left === null ? strings.unknown : tell(left)}
              right={right === null ? strings.unknown : tell(right)}
              by={left === null || right === null ? "" : signed(right - left, tell)}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Row({ name, left, right, by }: { name: string; left: string; right: string; by: string }) {
  return (
    <tr className="whitespace-nowrap">
      <HeaderCell scope="row" className="font-normal text-sm">
        {name}
      </HeaderCell>
      <Cell numeric>{left}</Cell>
      <Cell numeric>{right}</Cell>
      <Cell numeric className="text-muted-foreground">
        {by}
      </Cell>
    </tr>
  );
}

function signed(by: number, tell: (value: number) => string): string {
  if (by === 0) return "=";
  return `${by > 0 ? "+" : "−"}${tell(Math.abs(by))}`;
}
