import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { figureWords } from "../figure-words.ts";

export function KeyValueWidget({ widget }: { widget: Widget<"keyvalue"> }) {
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1">
      {widget.items.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fact's place is what it is
        <div key={index} className="contents">
          <dt className="break-words text-muted-foreground">{label}</dt>
          <dd className="break-words">{figureWords(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
