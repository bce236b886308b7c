"use client";

import { type ReactNode, useState } from "react";
import { FailureLine } from "../ui/failure-line.tsx";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Input } from "../ui/input.tsx";

interface Props {
  title: string;
  label: string;
  hint?: ReactNode;
  first?: string;
  confirm: string;
  most: number;
  onClose: () => void;
  onName: (name: string) => void | Promise<void>;
}

/** Asks for a name; it is open as long as it is there. */
export function NameDialog({ title, label, hint, first = "", confirm, most, onClose, onName }: Props) {
  const [name, setName] = useState(first);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(): Promise<void> {
    if (name.trim() === "") return;
    try {
      await onName(name.trim());
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="small"
      submitLabel={confirm}
      onSubmit={() => void submit()}
    >
      <Field label={label} hint={hint} required>
        {(control) => (
          <Input {...control} value={name} maxLength={most} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <FailureLine>{failure}</FailureLine>
    </FormDialog>
  );
}
