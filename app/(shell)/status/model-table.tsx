import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import { Badge } from "../../../components/ui/badge.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import { strings } from "./strings.ts";

interface Model {
  name: string;
  unavailable: string | null;
  contextTokens: number;
  isDefault: boolean;
  price: { input: number; output: number } | null;
}

export function ModelTable({ models }: { models: readonly Model[] }) {
  return (
    <section>
      <h2 className="mb-2 font-medium text-sm">{strings.models}</h2>
      <Card>
        <Table label={strings.models}>
          <thead>
            <tr>
              <HeaderCell>{strings.model}</HeaderCell>
              <HeaderCell>{strings.usable}</HeaderCell>
              <HeaderCell numeric>{strings.context}</HeaderCell>
              <HeaderCell numeric title={strings.priceHint}>
                {strings.price}
              </HeaderCell>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>*]:border-0">
            {models.map(({ name, unavailable, contextTokens, isDefault, price }) => (
              <tr key={name}>
                <Cell className="font-mono text-xs leading-6">
                  {name} {isDefault ? <Badge tone="primary">{strings.isDefault}</Badge> : null}
                </Cell>
                <Cell className="min-w-40">
                  {unavailable === null ? (
                    <span className="inline-flex items-center gap-1.5 text-success">
                      <Check aria-hidden="true" className="size-4" />
                      {strings.yes}
                    </span>
                  ) : (
                    <span className="inline-flex items-start gap-1.5 text-muted-foreground">
                      <Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                      {unavailable}
                    </span>
                  )}
                </Cell>
                <Cell numeric>{contextTokens.toLocaleString("en")}</Cell>
                <Cell numeric>{price ? `$${price.input} / $${price.output}` : strings.unknown}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </section>
  );
}
