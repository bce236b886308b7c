import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { ScrollBox } from "./scroll-box.tsx";

/** Scrolls sideways by itself where it is too wide, also with the keyboard. */
export function Table({ label, className, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollBox label={label} className={cn("overflow-x-auto rounded-md", className)}>
      <table className="w-full border-collapse text-left text-sm" {...rest} />
    </ScrollBox>
  );
}

export function HeaderCell({
  numeric,
  className,
  scope = "col",
  ...rest
}: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope={scope}
      className={cn(
        "whitespace-nowrap border-b px-3 py-2 font-medium text-muted-foreground text-xs",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}

/** `numeric` aligns digits under each other, at the end. */
export function Cell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td className={cn("border-b px-3 py-2 align-top", numeric && "text-right tabular-nums", className)} {...rest} />
  );
}
