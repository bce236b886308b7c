import { cva, type VariantProps } from "class-variance-authority";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

const bar = cva(
  "block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 [&::-moz-progress-bar]:rounded-full [&::-webkit-progress-bar]:rounded-full [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:transition-[inline-size]",
  {
    variants: {
      tone: {
        primary: "[&::-moz-progress-bar]:bg-primary [&::-webkit-progress-value]:bg-primary",
        success: "[&::-moz-progress-bar]:bg-success [&::-webkit-progress-value]:bg-success",
        warning: "[&::-moz-progress-bar]:bg-warning [&::-webkit-progress-value]:bg-warning",
        destructive: "[&::-moz-progress-bar]:bg-destructive [&::-webkit-progress-value]:bg-destructive",
      },
    },
    defaultVariants: { tone: "primary" },
  },
);

export interface ProgressProps extends VariantProps<typeof bar> {
  label: ReactNode;
  /** None: nobody knows how far it is. */
  value: number | null;
  max?: number;
  /** The value in words, such as `18 k of 128 k`. */
  text?: ReactNode;
  hideLabel?: boolean;
  className?: string;
}

/** How far something is. */
export function Progress({ label, value, max = 100, text, tone, hideLabel, className }: ProgressProps) {
  const id = useId();
  return (
    <div className={cn("grid content-start gap-1", className)}>
      <div className={cn("flex items-baseline justify-between gap-2 text-xs", hideLabel && !text && "sr-only")}>
        <span id={id} className={hideLabel ? "sr-only" : "min-w-0 truncate"}>
          {label}
        </span>
        {text ? <span className="text-muted-foreground tabular-nums">{text}</span> : null}
      </div>
      <progress
        aria-labelledby={id}
        value={value ?? undefined}
        max={max}
        className={cn(
          bar({ tone }),
          value === null
            ? "animate-pulse-soft bg-input [&::-webkit-progress-bar]:bg-input"
            : "bg-muted [&::-webkit-progress-bar]:bg-muted",
        )}
      />
    </div>
  );
}
