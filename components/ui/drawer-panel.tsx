"use client";

import { Drawer } from "@base-ui/react/drawer";
import { cva } from "class-variance-authority";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { backdropStyle } from "./overlay-styles.ts";
import { strings } from "./strings.ts";

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where it comes from. */
  side: "left" | "right" | "bottom";
  title: ReactNode;
  /** Only read out; then the content has a button of its own that closes it. */
  hideTitle?: boolean;
  children: ReactNode;
}

const panelStyle = cva(
  "flex min-h-0 flex-col bg-popover text-popover-foreground outline-none transition-transform duration-200 ease-out data-swiping:select-none data-swiping:duration-0",
  {
    variants: {
      side: {
        left: "h-full w-72 max-w-[calc(100vw-3rem)] translate-x-(--drawer-swipe-movement-x) border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
        right:
          "h-full w-80 max-w-[calc(100vw-3rem)] translate-x-(--drawer-swipe-movement-x) border-l data-ending-style:translate-x-full data-starting-style:translate-x-full",
        bottom:
          "max-h-[85dvh] w-full translate-y-(--drawer-swipe-movement-y) rounded-t-xl border-t pb-[env(safe-area-inset-bottom)] data-ending-style:translate-y-full data-starting-style:translate-y-full",
      },
    },
  },
);

const place = {
  left: "items-stretch justify-start",
  right: "items-stretch justify-end",
  bottom: "items-end justify-center",
};
const swipe = { left: "left", right: "right", bottom: "down" } as const;

export function DrawerPanel({ open, onOpenChange, side, title, hideTitle, children }: DrawerProps) {
  return (
    <Drawer.Root open={open} onOpenChange={onOpenChange} swipeDirection={swipe[side]}>
      <Drawer.Portal>
        <Drawer.Backdrop className={backdropStyle} />
        <Drawer.Viewport className={cn("fixed inset-0 z-50 flex", place[side])}>
          <Drawer.Popup className={panelStyle({ side })}>
            {side === "bottom" ? (
              <div aria-hidden="true" className="mx-auto mt-2 h-1 w-10 rounded-full bg-input" />
            ) : null}
            {hideTitle ? (
              <Drawer.Title className="sr-only">{title}</Drawer.Title>
            ) : (
              <div className="flex items-center gap-2 py-2 pr-2 pl-4">
                <Drawer.Title className="min-w-0 flex-1 truncate font-semibold text-sm">{title}</Drawer.Title>
                <Drawer.Close render={<IconButton label={strings.close} icon={<X />} />} />
              </div>
            )}
            <Drawer.Content className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
