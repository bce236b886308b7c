"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { backdropStyle, popupStyle } from "./overlay-styles.ts";
import { strings } from "./strings.ts";

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question, such as "Delete this session?" */
  title: ReactNode;
  /** What will be gone, or cannot be undone. */
  description: ReactNode;
  /** The button that does it: a verb. */
  confirmLabel: string;
  tone?: "primary" | "destructive";
  /** The dialog stays and is busy until it is done; it closes by itself, and stays open when it fails. */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
}

export function AlertDialogWindow(props: AlertDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, tone = "destructive", onConfirm, children } = props;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const cancel = useRef<HTMLButtonElement>(null);

  async function confirm(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyle} />
        <AlertDialog.Popup
          initialFocus={cancel}
          className={cn(
            popupStyle,
            "-translate-x-1/2 fixed top-[20dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md p-5 transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0",
          )}
        >
          <AlertDialog.Title className="font-semibold text-base">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1 text-muted-foreground text-sm leading-relaxed">
            {description}
          </AlertDialog.Description>
          {children ? <div className="mt-3 text-sm">{children}</div> : null}
          <p role="alert" className="mt-2 text-destructive text-sm empty:hidden">
            {failure}
          </p>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Close render={<Button ref={cancel} variant="outline" />}>{strings.cancel}</AlertDialog.Close>
            <Button variant={tone} busy={busy} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
