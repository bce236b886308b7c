import { CopyButton } from "../../../components/ui/copy-button.tsx";

/** Breaks long lines instead of hiding them, so that nothing has to be scrolled sideways. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="mt-4 overflow-hidden rounded-lg border bg-card">
      <figcaption className="flex items-center justify-between gap-3 border-b py-1 pr-1.5 pl-4 text-muted-foreground text-xs">
        {label}
        <CopyButton text={code} label={`Copy: ${label}`} />
      </figcaption>
      <pre className="whitespace-pre-wrap break-words px-4 py-3 font-mono text-[0.8125rem] leading-relaxed">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
