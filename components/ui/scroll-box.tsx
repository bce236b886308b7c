import type { ComponentProps } from "react";

interface Props extends ComponentProps<"section"> {
  /** What somebody hears who comes here by keyboard. */
  label: string;
}

/** Scrolls what is too large for its place, with the keyboard too. */
export function ScrollBox({ label, ...rest }: Props) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
  return <section aria-label={label} tabIndex={0} {...rest} />;
}
