"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  onRename: (title: string) => Promise<void>;
}

export function RenameDialog({ open, onOpenChange, title, onRename }: Props) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const next = field.current?.value.trim() ?? "";
    if (next === "") return setError(strings.titleMissing);
    setBusy(true);
    try {
      if (next !== title) await onRename(next);
      onOpenChange(false);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.renameTitle}
      size="small"
      initialFocus={field}
      footer={
        <>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {strings.cancel}
          </Button>
          <Button type="submit" form={form} busy={busy}>
            {strings.save}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <Field label={strings.title} error={error}>
          {(control) => (
            <Input
              ref={field}
              defaultValue={title}
              maxLength={200}
              autoComplete="off"
              onFocus={(event) => event.currentTarget.select()}
              {...control}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
