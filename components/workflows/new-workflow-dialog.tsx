"use client";

import { useState } from "react";
import { callApi } from "../live/call-api.ts";
import { RadioGroup } from "../ui/radio-group.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { strings } from "./strings.ts";

export interface Template {
  name: string;
  description: string;
  emoji: string | null;
  body: Record<string, unknown>;
}

/** A new workflow begins as a draft with what a template has. */
export function NewWorkflowDialog({ templates, onClose }: { templates: readonly Template[]; onClose: () => void }) {
  const [chosen, setChosen] = useState(templates[0]?.name ?? "");
  return (
    <NameDialog
      title={strings.newWorkflow}
      onClose={onClose}
      create={(name) => {
        const body = templates.find((template) => template.name === chosen)?.body;
        return callApi("POST", "/workflows", { ...body, name, publish: false });
      }}
    >
      <RadioGroup
        legend={strings.template}
        value={chosen}
        onValueChange={setChosen}
        options={templates.map(({ name, description, emoji }) => ({
          value: name,
          label: `${emoji ?? ""} ${name}`.trim(),
          hint: description,
        }))}
      />
    </NameDialog>
  );
}
