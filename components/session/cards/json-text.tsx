import { hideSealed } from "../../../lib/core/sealed.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";

/** JSON, or text that was to be JSON, as a person reads it. */
export function JsonText({ label, value }: { label: string; value: unknown }) {
  const shown = hideSealed(value);
  const text = typeof shown === "string" ? shown : (JSON.stringify(shown, null, 2) ?? "");
  return (
    <div className="mt-2 first:mt-0">
      <div className="flex items-center justify-between text-muted-foreground text-xs">
        <span className="font-medium">{label}</span>
        <CopyButton text={text} size="small" />
      </div>
      <ScrollBox
        as="pre"
        className="max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted px-2.5 py-1.5 font-mono text-[0.8125rem] leading-normal"
      >
        {text}
      </ScrollBox>
    </div>
  );
}
