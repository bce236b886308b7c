import { cn } from "./cn.ts";

/** The place of something that is being fetched. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-pulse-soft rounded-md bg-muted", className)} />;
}
