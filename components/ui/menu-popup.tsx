"use client";

import { Menu } from "@base-ui/react/menu";
import Check from "lucide-react/icons/check";
import Link from "next/link";
import { type RefObject, useRef } from "react";
import { cn } from "./cn.ts";
import { Kbd } from "./kbd.tsx";
import type { MenuItem } from "./menu-item.ts";
import { popupMotion, popupStyle } from "./overlay-styles.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null> | { getBoundingClientRect: () => DOMRect };
  finalFocus?: RefObject<HTMLElement | null>;
  /** Opened with the keyboard: the first item has the focus. */
  focusFirst?: boolean;
  items: readonly MenuItem[];
  label: string;
  side: "top" | "right" | "bottom" | "left";
  align: "start" | "center" | "end";
  /** What is chosen takes the focus elsewhere. */
  movesFocus?: boolean;
}

const itemStyle =
  "flex target cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-disabled:opacity-55 data-highlighted:bg-accent data-highlighted:text-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0";

export function MenuPopup(props: Props) {
  const { open, onOpenChange, anchor, finalFocus, focusFirst, items, label, side, align, movesFocus } = props;
  const popup = useRef<HTMLDivElement>(null);
  const chosen = useRef<(() => void) | null>(null);
  const wasChosen = useRef(false);
  const onChoose = (choose: () => void) => {
    chosen.current = choose;
    wasChosen.current = true;
  };
  // The popup takes this although its types do not tell of it.
  const initialFocus = focusFirst && {
    initialFocus: () => popup.current?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])"),
  };
  return (
    <Menu.Root
      open={open}
      onOpenChange={(next, { event, reason, ...details }) => {
        const opener = "current" in anchor ? anchor.current : null;
        // The button that opened it closes it by itself.
        if (reason === "outside-press" && opener?.contains(event.target as Node)) details.cancel();
        else onOpenChange(next);
      }}
      // What was chosen may open a window, which takes the focus: after the menu has given it back.
      onOpenChangeComplete={(isOpen) => {
        const choose = chosen.current;
        chosen.current = null;
        if (isOpen) wasChosen.current = false;
        else choose?.();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Menu.Popup
            ref={popup}
            {...initialFocus}
            aria-label={label}
            finalFocus={movesFocus ? () => (wasChosen.current ? false : (finalFocus?.current ?? true)) : finalFocus}
            className={cn(popupStyle, popupMotion, "max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto p-1")}
          >
            {items.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: separators have nothing else
              <Entry key={at} item={item} onChoose={onChoose} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ item, onChoose }: { item: MenuItem; onChoose: (choose: () => void) => void }) {
  switch (item.kind) {
    case "separator":
      return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />;
    case "heading":
      return <div className="px-2 pt-1.5 pb-1 font-medium text-muted-foreground text-xs">{item.label}</div>;
    case "link":
      return (
        <Menu.LinkItem closeOnClick render={<Link href={item.href} />} className={itemStyle}>
          {item.icon}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
        </Menu.LinkItem>
      );
    case "check":
      return (
        <Menu.CheckboxItem
          checked={item.checked}
          disabled={item.disabled}
          onCheckedChange={item.onCheckedChange}
          className={itemStyle}
        >
          <span className="size-4">
            <Menu.CheckboxItemIndicator render={<Check aria-hidden="true" />} />
          </span>
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
        </Menu.CheckboxItem>
      );
    default:
      return (
        <Menu.Item
          disabled={item.disabled}
          onClick={() => onChoose(item.onSelect)}
          className={cn(
            itemStyle,
            item.tone === "destructive" &&
              "text-destructive data-highlighted:bg-destructive-muted data-highlighted:text-destructive",
          )}
        >
          {item.icon}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
        </Menu.Item>
      );
  }
}
