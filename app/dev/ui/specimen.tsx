import type { ReactNode } from "react";

export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-t py-5 first:border-0">
      <h2 className="mb-3 font-medium text-muted-foreground text-xs">{name}</h2>
      <div className="flex min-w-0 flex-wrap items-start gap-3">{children}</div>
    </div>
  );
}
