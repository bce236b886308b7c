import ChevronRight from "lucide-react/icons/chevron-right";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface CollapsibleProps extends Omit<ComponentProps<"details">, "title"> {
  title: ReactNode;
  /** Stands at the end of the line. */
  after?: ReactNode;
}

/** Opens and closes without any script, and is found by the browser's search. Those of one `name` are an accordion: one is open. */
export function Collapsible({ title, after, className, children, ...rest }: CollapsibleProps) {
  return (
    <details className={cn("group/collapsible", className)} {...rest}>
      <summary className="flex target list-none items-center gap-1.5 rounded-md py-1 text-sm hover:text-accent-foreground">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open/collapsible:rotate-90"
        />
        <span className="min-w-0 flex-1">{title}</span>
        {after}
      </summary>
      <div className="pt-1 pb-2 pl-5.5 text-sm">{children}</div>
    </details>
  );
}
