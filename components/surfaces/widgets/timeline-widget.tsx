import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { StatusMark } from "./status-mark.tsx";

export function TimelineWidget({ widget }: { widget: Widget<"timeline"> }) {
  return (
    <ol className="grid gap-2 border-l pl-4">
      {widget.items.map(({ at, title, text, status }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry's place is what it is
        <li key={index} className="relative">
          <span aria-hidden="true" className="absolute top-1.5 -left-[1.3rem] size-2 rounded-full bg-primary" />
          <p className="flex flex-wrap items-center gap-x-2">
            {status ? <StatusMark status={status} /> : null}
            <span className="text-muted-foreground text-xs tabular-nums">{at}</span>
            <span className="min-w-0 break-words font-medium">{title}</span>
          </p>
          {text ? <p className="whitespace-pre-wrap break-words text-muted-foreground">{text}</p> : null}
        </li>
      ))}
    </ol>
  );
}
