import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import type { ReactNode } from "react";
import { Badge, type Tone } from "../../../components/ui/badge.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import { durationWords } from "./duration-words.ts";
import { strings } from "./strings.ts";

type Circuit = keyof typeof strings.circuits;

interface Provider {
  provider: string;
  circuit: Circuit;
  failures: number;
  lastError: { message: string } | null;
  lastMs: number | null;
}

const looks: Record<Circuit, { tone: Tone; icon: ReactNode }> = {
  closed: { tone: "success", icon: <CircleCheck aria-hidden="true" /> },
  open: { tone: "destructive", icon: <CircleAlert aria-hidden="true" /> },
  "half-open": { tone: "warning", icon: <CircleDashed aria-hidden="true" /> },
};

export function ProviderTable({ providers }: { providers: readonly Provider[] }) {
  return (
    <section>
      <h2 className="mb-2 font-medium text-sm">{strings.providers}</h2>
      <Card>
        {providers.length === 0 ? (
          <p className="p-4 text-muted-foreground text-sm">{strings.nobodyAsked}</p>
        ) : (
          <Table label={strings.providers}>
            <thead>
              <tr>
                <HeaderCell>{strings.provider}</HeaderCell>
                <HeaderCell>{strings.circuit}</HeaderCell>
                <HeaderCell numeric>{strings.failures}</HeaderCell>
                <HeaderCell numeric>{strings.lastAnswer}</HeaderCell>
                <HeaderCell>{strings.lastError}</HeaderCell>
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>*]:border-0">
              {providers.map(({ provider, circuit, failures, lastMs, lastError }) => (
                <tr key={provider}>
                  <Cell className="font-medium">{provider}</Cell>
                  <Cell>
                    <Badge tone={looks[circuit].tone}>
                      {looks[circuit].icon}
                      {strings.circuits[circuit]}
                    </Badge>
                  </Cell>
                  <Cell numeric>{failures}</Cell>
                  <Cell numeric>{lastMs === null ? strings.unknown : durationWords(lastMs)}</Cell>
                  <Cell className="min-w-48 text-muted-foreground">{lastError?.message ?? strings.unknown}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </section>
  );
}
