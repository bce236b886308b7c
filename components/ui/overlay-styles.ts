/** What everything has in common that opens above the page. */
export const backdropStyle =
  "fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

export const popupStyle = "rounded-lg border bg-popover text-popover-foreground shadow-black/10 shadow-lg outline-none";

/** It comes softly and goes at once, so that what was chosen happens at once. */
export const popupMotion =
  "origin-(--transform-origin) transition-[opacity,scale] duration-100 data-ending-style:transition-none data-starting-style:scale-98 data-starting-style:opacity-0";
