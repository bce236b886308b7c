import type { Difference } from "../../lib/definitions/diff.ts";
import type { Line } from "../../lib/text/line-diff.ts";
import { cn } from "../ui/cn.ts";
import { strings } from "./strings.ts";

/** What differs between two bodies, field by field. */
export function DiffView({ changes }: { changes: readonly Difference[] }) {
  if (changes.length === 0) return <p className="text-muted-foreground text-sm">{strings.noDifference}</p>;
  return (
    <ul aria-label={strings.differences} className="grid gap-3">
      {changes.map((change) => (
        <li key={change.path} className="overflow-hidden rounded-md border text-sm">
          <p className="border-b bg-muted px-3 py-1.5 font-mono text-xs">{change.path || strings.whole}</p>
          <Lines lines={change.lines ?? linesOf(change)} />
        </li>
      ))}
    </ul>
  );
}

const marks = { same: " ", added: "+", removed: "−" } as const;

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <div className="overflow-x-auto py-1 font-mono text-xs leading-5">
      {lines.map((line, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          key={index}
          className={cn(
            "whitespace-pre-wrap break-words px-3",
            line.is === "added" && "bg-success-muted text-success",
            line.is === "removed" && "bg-destructive-muted text-destructive",
          )}
        >
          <span aria-hidden="true" className="mr-2 select-none">
            {marks[line.is]}
          </span>
          {line.is === "same" ? null : <span className="sr-only">{strings[line.is]}: </span>}
          {line.text}
        </p>
      ))}
    </div>
  );
}

function linesOf({ before, after }: Difference): Line[] {
  const side = (is: Line["is"], value: unknown): Line[] => (value === undefined ? [] : [{ is, text: told(value) }]);
  return [...side("removed", before), ...side("added", after)];
}

function told(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
