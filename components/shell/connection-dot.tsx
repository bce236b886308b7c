"use client";

import { useConnection } from "../live/use-connection.ts";
import { cn } from "../ui/cn.ts";
import { strings } from "./strings.ts";

const looks = {
  connecting: "bg-input animate-pulse-soft",
  online: "bg-success",
  offline: "bg-destructive rounded-none",
};

export function ConnectionDot() {
  const connection = useConnection();
  const words = strings.connection[connection];
  return (
    <p
      data-tooltip={words}
      className="flex h-8 target items-center gap-2.5 px-2.5 text-muted-foreground text-xs collapsed:justify-center collapsed:px-0"
    >
      <span className="grid size-4 shrink-0 place-items-center">
        <span aria-hidden="true" className={cn("size-2 rounded-full", looks[connection])} />
      </span>
      <span className="truncate collapsed:sr-only">{words}</span>
    </p>
  );
}
