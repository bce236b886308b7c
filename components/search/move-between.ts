import type { KeyboardEvent } from "react";

/** Arrow keys, Home and End go through what is marked as a stop; above the first one is the field. */
export function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const inField = stops[at] instanceof HTMLInputElement;
  const next =
    event.key === "ArrowDown"
      ? Math.min(at + 1, stops.length - 1)
      : event.key === "ArrowUp"
        ? Math.max(at - 1, 0)
        : event.key === "Home" && !inField
          ? 0
          : event.key === "End" && !inField
            ? stops.length - 1
            : -1;
  if (at < 0 || next < 0) return;
  event.preventDefault();
  stops[next]?.focus();
}
