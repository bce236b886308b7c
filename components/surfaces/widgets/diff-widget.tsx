import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { lineDiff } from "../../../lib/text/line-diff.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { strings } from "../strings.ts";

const looks = {
  same: { mark: " ", look: "", word: null },
  added: { mark: "+", look: "bg-success-muted text-success", word: strings.added },
  removed: { mark: "−", look: "bg-destructive-muted text-destructive", word: strings.removed },
} as const;

export function DiffWidget({ widget: { before, after } }: { widget: Widget<"diff"> }) {
  const lines = lineDiff(before, after);
  if (lines.every(({ is }) => is === "same")) return <p className="text-muted-foreground">{strings.same}</p>;
  return (
    <ScrollBox label={strings.lines} className="max-h-96 overflow-auto rounded-md border font-mono text-xs">
      {lines.map(({ is, text }, index) => {
        const { mark, look, word } = looks[is];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is what it is
          <div key={index} className={`flex gap-2 whitespace-pre-wrap break-all px-2 ${look}`}>
            <span aria-hidden="true" className="w-2 shrink-0 select-none">
              {mark}
            </span>
            {word ? <span className="sr-only">{word}: </span> : null}
            <span className="min-w-0">{text || " "}</span>
          </div>
        );
      })}
    </ScrollBox>
  );
}
