"use client";

import { useState } from "react";
import { isAppError } from "../../lib/core/errors.ts";
import { strings as shared } from "../definitions/strings.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

interface Props {
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  save: () => Promise<boolean>;
  onPublished: () => Promise<void>;
}

/** Makes the draft a version that never changes. What stands in the way is said here. */
export function PublishDialog({ name, open, onOpenChange, save, onPublished }: Props) {
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  /** Cases failed when it was tried: it may be published all the same, with a note. */
  const [mayForce, setMayForce] = useState(false);
  const [force, setForce] = useState(false);

  async function publish(): Promise<void> {
    setBusy(true);
    setRefused(null);
    try {
      if (await save()) {
        const { version, changed } = await callApi<{ version: number; changed: boolean }>(
          "POST",
          `/functions/${name}/publish`,
          { note, ...(force && mayForce && { force }) },
        );
        await onPublished();
        onOpenChange(false);
        setNote("");
        setMayForce(false);
        setForce(false);
        toast({ title: changed ? strings.published(version) : strings.unchanged, tone: "success" });
      } else onOpenChange(false);
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
      if (isAppError(error) && error.code === "conflict") setMayForce(true);
    }
    setBusy(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.publishTitle}
      description={strings.publishHint}
      footer={
        <>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {strings.cancel}
          </Button>
          <Button busy={busy} onClick={() => void publish()}>
            {strings.publishNow}
          </Button>
        </>
      }
    >
      <Field label={strings.note} error={refused}>
        {(control) => <Textarea {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {mayForce ? (
        <Checkbox
          className="mt-3"
          label={shared.force}
          hint={shared.forceHint}
          checked={force}
          onChange={({ target }) => setForce(target.checked)}
        />
      ) : null}
    </Dialog>
  );
}
