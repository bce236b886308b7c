import Brain from "lucide-react/icons/brain";
import { Collapsible } from "../../ui/collapsible.tsx";
import { duration } from "../format.ts";
import { strings } from "../strings.ts";

/** What a model thought before it spoke. Closed unless a person wants to know. */
export function Reasoning({ text, ms, growing }: { text: string; ms: number | null; growing: boolean }) {
  const last = text.length > 160 ? `…${text.slice(-160)}` : text;
  return (
    <Collapsible
      className="mb-1 text-muted-foreground"
      title={
        <span className="flex items-center gap-1.5">
          <Brain aria-hidden="true" className={`size-4 shrink-0 ${growing ? "animate-pulse-soft" : ""}`} />
          {growing ? strings.thinking : strings.thought(ms ? duration(ms) : null)}
          {growing ? (
            <span aria-hidden="true" className="min-w-0 flex-1 truncate text-xs group-open/collapsible:hidden">
              {last}
            </span>
          ) : null}
        </span>
      }
    >
      <p className="max-h-96 overflow-y-auto whitespace-pre-wrap border-l-2 pl-3 leading-relaxed">{text}</p>
    </Collapsible>
  );
}
