import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

const style = cva(
  "inline-flex shrink-0 select-none items-center justify-center rounded-md transition-colors aria-disabled:pointer-events-none aria-disabled:opacity-55 disabled:pointer-events-none disabled:opacity-55 [&_svg]:pointer-events-none [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        ghost:
          "text-muted-foreground hover:bg-accent hover:text-accent-foreground aria-pressed:bg-accent aria-pressed:text-accent-foreground aria-expanded:bg-accent aria-expanded:text-accent-foreground",
        outline:
          "border bg-card text-muted-foreground hover:border-input hover:bg-accent hover:text-accent-foreground aria-pressed:bg-accent aria-pressed:text-accent-foreground",
        primary: "bg-primary text-primary-foreground hover:bg-primary/88",
      },
      size: {
        small: "size-6 target [&_svg]:size-3.5",
        medium: "size-8 target [&_svg]:size-4",
        large: "size-10 [&_svg]:size-5",
      },
    },
    defaultVariants: { variant: "ghost", size: "medium" },
  },
);

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "children" | "aria-label">,
    VariantProps<typeof style> {
  /** What it does: its name for everyone, and its tooltip. */
  label: string;
  icon: ReactNode;
  /** Shown with the tooltip, such as `⌘K`. */
  shortcut?: string;
}

export function IconButton({
  label,
  icon,
  shortcut,
  variant,
  size,
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      data-tooltip={label}
      data-tooltip-keys={shortcut}
      className={cn(style({ variant, size }), className)}
      {...rest}
    >
      {icon}
    </button>
  );
}
