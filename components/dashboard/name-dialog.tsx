"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FailureLine } from "../ui/failure-line.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

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
  const form = useId();
  const [name, setName] = useState(first);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === "") return;
    try {
      await onName(name.trim());
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="small"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button type="submit" form={form}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} className="grid gap-2">
        <Field label={label} hint={hint} required>
          {(control) => (
            <Input {...control} value={name} maxLength={most} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <FailureLine>{failure}</FailureLine>
      </form>
    </Dialog>
  );
}
