import type { MouseEvent, RefObject } from "react";

/** Spread these onto the button that opens it. */
export interface OverlayTrigger {
  ref: RefObject<HTMLButtonElement | null>;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  onClick: (event: MouseEvent) => void;
  /** Who comes near may want it: what it is drawn with is fetched. */
  onPointerEnter: () => void;
  onFocus: () => void;
}
