import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Progress } from "../../ui/progress.tsx";
import { figureWords } from "../figure-words.ts";

export function ProgressWidget({ widget }: { widget: Widget<"progress"> }) {
  const { label, value, max = 100, text } = widget;
  const known = value !== null && max > 0 ? Math.min(Math.max(value, 0), max) : null;
  const words = text ?? (known === null ? undefined : `${figureWords(known)} / ${figureWords(max)}`);
  return (
    <Progress
      label={label}
      value={known}
      max={max > 0 ? max : 1}
      text={words}
      tone={known === max ? "success" : "primary"}
    />
  );
}
