"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useState } from "react";
import type { MenuItem } from "./menu-item.ts";

export interface ContextMenuProps {
  items: readonly MenuItem[];
  label: string;
  className?: string;
  children: ReactNode;
}

const MenuPopup = lazy(() => import("./menu-popup.tsx").then((module) => ({ default: module.MenuPopup })));

/** A menu where one presses with the other button, or with the menu key. What it offers must be reachable elsewhere too. */
export function ContextMenu({ items, label, className, children }: ContextMenuProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<{ getBoundingClientRect: () => DOMRect } | null>(null);

  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const rect = new DOMRect(event.clientX, event.clientY, 0, 0);
    setAt({ getBoundingClientRect: () => rect });
    setOpen(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut to what is reachable elsewhere
    <div onContextMenu={onContextMenu} className={className}>
      {children}
      {at ? (
        <Suspense fallback={null}>
          <MenuPopup
            open={open}
            onOpenChange={setOpen}
            anchor={at}
            items={items}
            label={label}
            side="bottom"
            align="start"
          />
        </Suspense>
      ) : null}
    </div>
  );
}
