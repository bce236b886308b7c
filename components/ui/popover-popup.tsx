"use client";

import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { cn } from "./cn.ts";
import { popupMotion, popupStyle } from "./overlay-styles.ts";

export interface PopoverPopupProps {
  /** Its name for assistive technology; also drawn, unless `hideTitle`. */
  title: string;
  hideTitle?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** Its width, `w-72` unless said otherwise, and what else places it. */
  className?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  children: ReactNode;
}

export function PopoverPopup({
  open,
  onOpenChange,
  anchor,
  title,
  hideTitle,
  side = "bottom",
  align = "start",
  className,
  children,
}: PopoverPopupProps) {
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, { event, reason, ...details }) => {
        // The button that opened it closes it by itself.
        if (reason === "outside-press" && anchor.current?.contains(event.target as Node)) details.cancel();
        else onOpenChange(next);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            finalFocus={anchor}
            className={cn(
              popupStyle,
              popupMotion,
              "max-h-(--available-height) max-w-(--available-width) overflow-y-auto p-3 text-sm",
              className ?? "w-72",
            )}
          >
            <Popover.Title className={hideTitle ? "sr-only" : "mb-2 font-medium text-sm"}>{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
