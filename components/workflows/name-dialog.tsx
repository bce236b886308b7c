"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

interface Props {
  title: string;
  onClose: () => void;
  /** Makes the workflow of this name; a refusal is told at the field. */
  create: (name: string) => Promise<unknown>;
  children?: ReactNode;
}

/** Asks for the name of a new workflow, and leads to it. */
export function NameDialog({ title, onClose, create, children }: Props) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function submit(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await create(name.trim());
      router.push(`/workflows/${name.trim()}`);
    } catch (error) {
      setTrouble((error as Error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button busy={busy} disabled={name.trim() === ""} onClick={() => void submit()}>
            {strings.create}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") void submit();
        }}
      >
        <Field label={strings.name} hint={strings.nameHint} error={trouble ?? undefined}>
          {(control) => (
            <Input {...control} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        {children}
      </form>
    </Dialog>
  );
}
