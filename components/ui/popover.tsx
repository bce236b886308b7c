"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { OverlayTrigger } from "./overlay-trigger.ts";
import type { PopoverPopupProps } from "./popover-popup.tsx";
import { useWasOpen } from "./use-was-open.ts";

export interface PopoverProps extends Omit<PopoverPopupProps, "open" | "onOpenChange" | "anchor" | "children"> {
  /** `trigger={(props) => <Button {...props}>Filters</Button>}` */
  trigger: (props: OverlayTrigger) => ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
}

const load = () => import("./popover-popup.tsx");
const PopoverPopup = lazy(() => load().then((module) => ({ default: module.PopoverPopup })));

/** Something small beside what opens it. */
export function Popover({ trigger, children, ...rest }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const preload = () => void load();
  return (
    <>
      {trigger({
        ref: anchor,
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        onClick: () => setOpen(!open),
        onPointerEnter: preload,
        onFocus: preload,
      })}
      {useWasOpen(open) ? (
        <Suspense fallback={null}>
          <PopoverPopup open={open} onOpenChange={setOpen} anchor={anchor} {...rest}>
            {typeof children === "function" ? children(() => setOpen(false)) : children}
          </PopoverPopup>
        </Suspense>
      ) : null}
    </>
  );
}
