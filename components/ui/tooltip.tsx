import { cloneElement, type ReactElement } from "react";

/**
 * A name or a hint for the eye: `<Tooltip text="Stop the run"><button aria-label="Stop the run">…`. Same as the attribute
 * `data-tooltip`, which `TooltipLayer` draws. What nobody may miss does not belong in a tooltip.
 */
export function Tooltip({
  text,
  shortcut,
  children,
}: {
  text: string;
  shortcut?: string;
  children: ReactElement<Record<string, unknown>>;
}) {
  return cloneElement(children, { "data-tooltip": text, "data-tooltip-keys": shortcut });
}
