import type { ComponentProps } from "react";

interface Props extends ComponentProps<"section"> {
  as?: "section" | "div" | "pre";
  /** What somebody hears who comes here by keyboard. */
  label?: string;
}

/** Scrolls what is too large for its place, with the keyboard too. */
export function ScrollBox({ as = "section", label, ...rest }: Props) {
  const Tag = as as "section";
  return <Tag aria-label={label} tabIndex={0} {...rest} />;
}
