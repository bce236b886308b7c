import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";
import { Collapsible } from "./collapsible.tsx";

export interface AccordionSection {
  title: ReactNode;
  content: ReactNode;
}

/** Sections of which one at a time is open. */
export function Accordion({ sections, className }: { sections: readonly AccordionSection[]; className?: string }) {
  const name = useId();
  return (
    <div className={cn("divide-y rounded-lg border bg-card px-3", className)}>
      {sections.map((section, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections keep their places
        <Collapsible key={at} name={name} title={section.title} className="py-1">
          {section.content}
        </Collapsible>
      ))}
    </div>
  );
}
