"use client";

import { useEffect, useRef, useState } from "react";
import { shortcutText } from "./shortcut-keys.ts";
import { isMac } from "./use-is-mac.ts";

const waitMs = 350;
const gap = 6;
const margin = 8;

/**
 * Draws the tooltip of whatever has a `data-tooltip`, once for the page: under the pointer after a moment, with the
 * keyboard's focus at once. Escape hides it. It repeats a name for the eye, so it says nothing to assistive technology.
 */
export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** What gets the focus by itself, in a window that opens, needs no tooltip. */
    let tabbed = false;
    const of = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tooltip]") : null;
    const hide = () => {
      clearTimeout(timer);
      setTarget(null);
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === "touch" || bubble.current?.contains(event.target as Node)) return;
      const found = of(event);
      clearTimeout(timer);
      if (!found) timer = setTimeout(hide, 100);
      else timer = setTimeout(() => setTarget(found), waitMs);
    };
    const onFocus = (event: FocusEvent) => {
      const found = of(event);
      if (tabbed && found) setTarget(found);
    };
    const onKey = (event: KeyboardEvent) => {
      tabbed = event.key === "Tab";
      if (event.key === "Escape") hide();
    };
    const onDown = () => {
      tabbed = false;
      hide();
    };
    document.addEventListener("pointerover", onOver);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("focusout", hide);
    document.addEventListener("pointerdown", onDown);
    document.addEventListener("scroll", hide, { capture: true, passive: true });
    document.addEventListener("keydown", onKey, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("pointerdown", onDown);
      document.removeEventListener("scroll", hide, { capture: true });
      document.removeEventListener("keydown", onKey, true);
    };
  }, []);

  useEffect(() => {
    const element = bubble.current;
    if (!element || !target) return;
    // The top layer: above an open dialog too.
    element.showPopover();
    const anchor = target.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    const below = anchor.bottom + gap + own.height + margin <= innerHeight;
    element.style.top = `${below ? anchor.bottom + gap : anchor.top - gap - own.height}px`;
    const centred = anchor.left + anchor.width / 2 - own.width / 2;
    element.style.left = `${Math.max(margin, Math.min(centred, innerWidth - own.width - margin))}px`;
    return () => {
      if (element.isConnected) element.hidePopover();
    };
  }, [target]);

  const keys = target?.dataset.tooltipKeys;
  return (
    <div
      ref={bubble}
      popover="manual"
      aria-hidden="true"
      className="fixed inset-auto m-0 max-w-64 rounded-md bg-foreground px-2 py-1 text-background text-xs leading-relaxed shadow-md"
    >
      {target?.dataset.tooltip}
      {keys ? <span className="ml-2 opacity-80">{shortcutText(keys, isMac())}</span> : null}
    </div>
  );
}
