"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { MenuItem } from "./menu-item.ts";
import type { OverlayTrigger } from "./overlay-trigger.ts";
import { useWasOpen } from "./use-was-open.ts";

export interface MenuProps {
  /** `trigger={(props) => <IconButton {...props} label="More" icon={<Ellipsis />} />}` */
  trigger: (props: OverlayTrigger) => ReactNode;
  items: readonly MenuItem[];
  /** Its name for assistive technology. */
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** What is chosen takes the focus elsewhere; otherwise it goes back to the button. */
  movesFocus?: boolean;
}

const load = () => import("./menu-popup.tsx");
const MenuPopup = lazy(() => load().then((module) => ({ default: module.MenuPopup })));

export function Menu({ trigger, items, label, side = "bottom", align = "start", movesFocus }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [byKeyboard, setByKeyboard] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const preload = () => void load();
  return (
    <>
      {trigger({
        ref: anchor,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick(event) {
          setByKeyboard(event.detail === 0);
          setOpen(!open);
        },
        onPointerEnter: preload,
        onFocus: preload,
      })}
      {useWasOpen(open) ? (
        <Suspense fallback={null}>
          <MenuPopup
            open={open}
            onOpenChange={setOpen}
            anchor={anchor}
            finalFocus={anchor}
            focusFirst={byKeyboard}
            items={items}
            label={label}
            side={side}
            align={align}
            {...(movesFocus && { movesFocus })}
          />
        </Suspense>
      ) : null}
    </>
  );
}
