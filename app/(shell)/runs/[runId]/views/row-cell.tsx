import type { ComponentProps } from "react";

/** One thing that a row says. It takes no focus of its own: the list has it. */
export function RowCell(props: ComponentProps<"span">) {
  // biome-ignore lint/a11y/useSemanticElements: rows are drawn at their places, which cells of a table cannot be
  // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the row
  return <span role="gridcell" {...props} />;
}
