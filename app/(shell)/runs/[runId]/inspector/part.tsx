import type { ReactNode } from "react";
import { CopyButton } from "../../../../../components/ui/copy-button.tsx";
import { JsonTree } from "./json-tree.tsx";

/** One thing that is known of a step, under its name. */
export function Part({ title, copy, children }: { title: string; copy?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h5 className="font-medium text-muted-foreground text-xs">{title}</h5>
        {copy === undefined ? null : <CopyButton text={copy} label={`${title}`} size="small" />}
      </div>
      {children}
    </div>
  );
}

export function TextPart({ title, text, tone }: { title: string; text: string; tone?: "bad" }) {
  if (text === "") return null;
  return (
    <Part title={title}>
      <p className={`whitespace-pre-wrap break-words leading-relaxed ${tone === "bad" ? "text-destructive" : ""}`}>
        {text}
      </p>
    </Part>
  );
}

export function JsonPart({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null) return null;
  return (
    <Part title={title}>
      <div className="overflow-x-auto rounded-md bg-muted px-2.5 py-2 font-mono text-xs leading-relaxed">
        <JsonTree value={value} />
      </div>
    </Part>
  );
}
