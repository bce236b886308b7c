import { type ReactNode, useId } from "react";

export function RailSection({ title, after, children }: { title: string; after?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b px-4 py-3 last:border-b-0">
      <div className="mb-2 flex min-h-6 items-center gap-2">
        <h2 id={id} className="min-w-0 flex-1 font-medium text-muted-foreground text-xs uppercase tracking-wide">
          {title}
        </h2>
        {after}
      </div>
      {children}
    </section>
  );
}
