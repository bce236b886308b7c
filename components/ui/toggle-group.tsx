"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup as Base } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface ToggleOption<V extends string = string> {
  value: V;
  label: string;
  icon?: ReactNode;
  /** Shows the icon alone; the label stays its name and its tooltip. */
  iconOnly?: boolean;
}

export interface ToggleGroupProps<V extends string = string> {
  label: string;
  options: readonly ToggleOption<V>[];
  value: V;
  onValueChange: (value: V) => void;
  className?: string;
}

/** A few ways to see the same thing; one is always on. */
export function ToggleGroup<V extends string>({
  label,
  options,
  value,
  onValueChange,
  className,
}: ToggleGroupProps<V>) {
  return (
    <Base
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => next && onValueChange(next as V)}
      className={cn("inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md bg-muted p-0.5", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={option.iconOnly ? option.label : undefined}
          data-tooltip={option.iconOnly ? option.label : undefined}
          className="inline-flex h-7 target items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-muted-foreground text-xs transition-colors hover:text-foreground data-pressed:bg-card data-pressed:text-foreground data-pressed:shadow-xs [&_svg]:size-4"
        >
          {option.icon}
          {option.iconOnly ? null : option.label}
        </Toggle>
      ))}
    </Base>
  );
}
