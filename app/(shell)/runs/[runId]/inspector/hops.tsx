import { duration } from "../../../../../components/session/format.ts";
import { Cell, HeaderCell, Table } from "../../../../../components/ui/table.tsx";
import type { Turn } from "../../../../../lib/core/state.ts";
import type { Hop } from "../../../../../lib/runs/inspection.ts";
import { strings } from "../strings.ts";
import { Part } from "./part.tsx";

/** Which models were asked for this answer, one after the other, and which one gave it. */
export function Hops({ hops, turn }: { hops: readonly Hop[]; turn: Turn }) {
  const chain = hops.map(({ model, code }) => (code ? `${model} ✗ ${code}` : model)).join(" → ");
  return (
    <Part title={strings.hops}>
      <p className="mb-1 break-words">{turn.nextModel ? `${chain} → ${turn.nextModel}` : chain}</p>
      <Table label={strings.hops} className="[&_td]:px-1.5 [&_th]:px-1.5 [&_table]:text-xs">
        <thead>
          <tr>
            <HeaderCell>{strings.attemptNumber}</HeaderCell>
            <HeaderCell>{strings.model}</HeaderCell>
            <HeaderCell>{strings.outcome}</HeaderCell>
            <HeaderCell numeric>{strings.took}</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {hops.map(({ turnId, attempt, model, status, code, ms }) => (
            <tr key={turnId} aria-current={turnId === turn.id ? "true" : undefined}>
              <Cell>{attempt}</Cell>
              <Cell>{model}</Cell>
              <Cell>{code ?? strings.turnStatus[status]}</Cell>
              <Cell numeric className="whitespace-nowrap">
                {ms === null ? strings.unknown : duration(ms)}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {turn.willRetryInMs === undefined ? null : (
        <p className="mt-1 text-muted-foreground text-xs">{strings.retriesIn(duration(turn.willRetryInMs))}</p>
      )}
    </Part>
  );
}
