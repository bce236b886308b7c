import { CopyButton } from "../../components/ui/copy-button.tsx";
import { strings } from "./strings.ts";

/** A line to be put elsewhere, as it is. */
export function CopyLine({ line }: { line: string }) {
  return (
    <div className="flex items-center gap-1 rounded-md border bg-muted py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 break-all font-mono text-xs leading-relaxed">{line}</code>
      <CopyButton text={line} label={strings.provider.copy(line)} />
    </div>
  );
}
