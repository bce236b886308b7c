import type { ReactNode } from "react";
import { Card } from "./card.tsx";

/** A few figures with their names, side by side. */
export function FigureList({ figures }: { figures: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <Card className="overflow-hidden">
      <dl className="-m-px grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
        {figures.map(([name, value]) => (
          <div key={name} className="border-t border-l px-4 py-3">
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="mt-0.5 font-semibold text-lg tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
