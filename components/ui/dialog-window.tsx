"use client";

import { Dialog } from "@base-ui/react/dialog";
import { cva } from "class-variance-authority";
import X from "lucide-react/icons/x";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { backdropStyle, popupStyle } from "./overlay-styles.ts";
import { strings } from "./strings.ts";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Only read out; for a window whose content says enough to the eye. */
  hideTitle?: boolean;
  size?: "small" | "medium" | "large" | "full";
  /** Buttons, the main one last. */
  footer?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const usual = "top-[max(1rem,8dvh)] max-h-[calc(100dvh-max(2rem,16dvh))] w-[calc(100vw-2rem)]";
const windowStyle = cva(
  "fixed left-1/2 z-50 flex -translate-x-1/2 flex-col transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
  {
    variants: {
      size: {
        small: `${usual} max-w-md`,
        medium: `${usual} max-w-xl`,
        large: `${usual} max-w-4xl`,
        full: "top-2 h-[calc(100dvh-1rem)] w-[calc(100vw-1rem)]",
      },
    },
    defaultVariants: { size: "medium" },
  },
);

const fields = "input:not(:disabled), textarea:not(:disabled), select:not(:disabled)";

export function DialogWindow(props: DialogProps) {
  const { open, onOpenChange, title, description, hideTitle, size, footer, initialFocus, children } = props;
  const popup = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Popup
          ref={popup}
          // What is to be filled in, else the window itself, and not the button that closes it.
          initialFocus={initialFocus ?? (() => body.current?.querySelector<HTMLElement>(fields) ?? popup.current)}
          className={cn(popupStyle, windowStyle({ size }))}
        >
          <div className={hideTitle ? "sr-only" : "flex items-start gap-3 px-5 pt-4 pb-1"}>
            <div className="min-w-0 flex-1">
              <Dialog.Title className="font-semibold text-base leading-7">{title}</Dialog.Title>
              {description ? (
                <Dialog.Description className="text-muted-foreground text-sm leading-relaxed">
                  {description}
                </Dialog.Description>
              ) : null}
            </div>
            {hideTitle ? null : (
              <Dialog.Close render={<IconButton label={strings.close} icon={<X />} className="-mr-2" />} />
            )}
          </div>
          <div ref={body} className={cn("min-h-0 flex-1 overflow-y-auto", !hideTitle && "px-5 py-3 text-sm")}>
            {children}
          </div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 px-5 pt-1 pb-4">{footer}</div> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
