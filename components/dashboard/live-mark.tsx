import { strings } from "./strings.ts";

/** Whether figures are coming, and when the last ones did. */
export function LiveMark({ live, at }: { live: boolean; at: string }) {
  return (
    <p className="flex items-center gap-2 pr-2 text-muted-foreground text-xs tabular-nums">
      <span aria-hidden="true" className={`size-2 rounded-full ${live ? "bg-success" : "bg-input"}`} />
      <span>{live ? strings.live : strings.paused}</span>
      <time dateTime={at}>{at.slice(11, 19)} UTC</time>
    </p>
  );
}
