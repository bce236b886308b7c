import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { OutLink } from "./out-link.tsx";

export function CitationsWidget({ widget }: { widget: Widget<"citations"> }) {
  return (
    <ol className="grid list-decimal gap-2 pl-5">
      {widget.items.map(({ title, url, quote }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a source's place is what it is
        <li key={index} className="break-words">
          <OutLink href={url ?? ""}>{title}</OutLink>
          {quote ? (
            <blockquote className="mt-0.5 whitespace-pre-wrap border-l-2 pl-2 text-muted-foreground">
              {quote}
            </blockquote>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
