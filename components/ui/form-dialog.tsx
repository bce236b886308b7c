"use client";

import { useId } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import type { DialogProps } from "./dialog-window.tsx";
import { strings } from "./strings.ts";

interface Props extends Omit<DialogProps, "footer"> {
  submitLabel: string;
  busy?: boolean;
  disabled?: boolean;
  onSubmit: (form: HTMLFormElement) => unknown;
}

/** A dialog that is one form: its buttons stand below it and do not scroll away. */
export function FormDialog({ submitLabel, busy, disabled, onSubmit, children, ...dialog }: Props) {
  const form = useId();
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Button variant="ghost" onClick={() => dialog.onOpenChange(false)}>
            {strings.cancel}
          </Button>
          <Button type="submit" form={form} busy={busy} disabled={disabled}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        autoComplete="off"
        className="grid grid-cols-[minmax(0,1fr)] gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event.currentTarget);
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
