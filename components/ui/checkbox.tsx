import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  label: ReactNode;
  hint?: ReactNode;
  /** Neither: some of what it stands for is chosen. */
  mixed?: boolean;
}

export function Checkbox({ label, hint, mixed, className, ...rest }: CheckboxProps) {
  return (
    <label className={cn("flex target items-start gap-2.5 text-sm has-disabled:opacity-55", className)}>
      <span className="relative mt-0.5 grid size-4 min-h-4 min-w-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer col-start-1 row-start-1 size-full appearance-none rounded-sm border border-input bg-card checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary"
          ref={mixed ? markMixed : undefined}
          {...rest}
        />
        <span
          className={cn(
            "pointer-events-none col-start-1 row-start-1 text-primary-foreground [&_svg]:size-3.5 [&_svg]:stroke-3",
            !mixed && "opacity-0 peer-checked:opacity-100",
          )}
        >
          {mixed ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
        </span>
      </span>
      <span>
        {label}
        {hint ? <span className="block text-muted-foreground text-xs leading-relaxed">{hint}</span> : null}
      </span>
    </label>
  );
}

function markMixed(box: HTMLInputElement | null): void {
  if (box) box.indeterminate = true;
}
