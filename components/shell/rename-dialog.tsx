"use client";

import { useRef, useState } from "react";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  onRename: (title: string) => Promise<void>;
}

export function RenameDialog({ open, onOpenChange, title, onRename }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
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
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.renameTitle}
      size="small"
      initialFocus={field}
      submitLabel={strings.save}
      busy={busy}
      onSubmit={() => void submit()}
    >
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
    </FormDialog>
  );
}
