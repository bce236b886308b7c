"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { agentTemplates } from "../../lib/agents/agent-templates.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { strings } from "./strings.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const nothing = "";

/** A new agent begins as a draft: empty, or as a template. */
export function NewAgentDialog({ open, onOpenChange }: Props) {
  const router = useRouter();
  const [template, setTemplate] = useState(nothing);
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function create(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const { name: usual, ...body } = agentTemplates.find(({ definition }) => definition.name === template)
      ?.definition ?? { name: "" };
    const wanted = name.trim() || usual;
    try {
      await callApi("POST", "/agents", { ...body, name: wanted, publish: false });
      router.push(`/agents/${wanted}`);
    } catch (error) {
      setTrouble((error as Error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.newAgent}
      footer={
        <>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {strings.cancel}
          </Button>
          <Button busy={busy} disabled={name.trim() === "" && template === nothing} onClick={() => void create()}>
            {strings.create}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label={strings.name} hint={strings.nameHint} error={trouble ?? undefined}>
          {(control) => (
            <Input
              {...control}
              value={name}
              placeholder={template}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <RadioGroup
          legend={strings.fromTemplate}
          value={template}
          onValueChange={setTemplate}
          options={[
            { value: nothing, label: strings.empty },
            ...agentTemplates.map(({ title, definition }) => ({
              value: definition.name,
              label: `${definition.emoji ?? ""} ${title}`.trim(),
              hint: definition.description,
            })),
          ]}
        />
      </div>
    </Dialog>
  );
}
