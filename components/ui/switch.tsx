import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "children"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** On or off, at once. Where it takes a "Save", use a checkbox. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label className={cn("flex target items-start justify-between gap-4 text-sm has-disabled:opacity-55", className)}>
      <span>
        {label}
        {hint ? <span className="block text-muted-foreground text-xs leading-relaxed">{hint}</span> : null}
      </span>
      <span className="relative mt-px inline-flex h-5 w-9 shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is checked
          role="switch"
          className="peer size-full appearance-none rounded-full border border-input bg-muted transition-colors checked:border-primary checked:bg-primary"
          {...rest}
        />
        <span className="pointer-events-none absolute top-1/2 left-1 size-3.5 -translate-y-1/2 rounded-full bg-input transition-transform peer-checked:translate-x-3.5 peer-checked:bg-primary-foreground" />
      </span>
    </label>
  );
}
