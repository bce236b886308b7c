import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { diffLines } from "../../../lib/surfaces/diff-lines.ts";
import { strings } from "../strings.ts";

const looks = {
  same: { mark: " ", look: "", word: null },
  added: { mark: "+", look: "bg-success-muted text-success", word: strings.added },
  removed: { mark: "−", look: "bg-destructive-muted text-destructive", word: strings.removed },
} as const;

export function DiffWidget({ widget: { before, after } }: { widget: Widget<"diff"> }) {
  const lines = diffLines(before, after);
  if (lines.every(({ kind }) => kind === "same")) return <p className="text-muted-foreground">{strings.same}</p>;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={strings.lines}
      className="max-h-96 overflow-auto rounded-md border font-mono text-xs"
    >
      {lines.map(({ kind, text }, index) => {
        const { mark, look, word } = looks[kind];
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
    </section>
  );
}
