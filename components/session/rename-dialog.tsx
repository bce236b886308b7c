"use client";

import { useRef, useState } from "react";
import { useFolded } from "../live/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";
import { useAct } from "./use-act.ts";

export function RenameDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const title = useFolded((state) => state.title);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const { act, busy } = useAct();
  const close = () => {
    setText(null);
    onOpenChange(false);
  };
  async function submit(): Promise<void> {
    const next = (text ?? title).trim();
    if (next === "" || next === title) return close();
    if (await act({ type: "session.change", title: next })) close();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={strings.renameTitle}
      size="small"
      initialFocus={field}
      footer={
        <>
          <Button variant="ghost" onClick={close}>
            {strings.cancel}
          </Button>
          <Button busy={busy} onClick={() => void submit()}>
            {strings.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={strings.titleLabel}>
          {(control) => (
            <Input
              {...control}
              ref={field}
              maxLength={200}
              value={text ?? title}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
