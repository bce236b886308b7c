"use client";

import { useState } from "react";
import { blankGraph } from "../../lib/workflows/graph/new-node.ts";
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

const blank = "";
/** `general` is always there. */
const blankHow = { kind: "graph", ...blankGraph({ agents: ["general"], functions: [], workflows: [] }) };

/** A new workflow begins as a draft: blank, or with what a template has. */
export function NewWorkflowDialog({ templates, onClose }: { templates: readonly Template[]; onClose: () => void }) {
  const [chosen, setChosen] = useState(blank);
  return (
    <NameDialog
      title={strings.newWorkflow}
      onClose={onClose}
      create={(name) => {
        const body = templates.find((template) => template.name === chosen)?.body ?? { how: blankHow };
        return callApi("POST", "/workflows", { ...body, name, publish: false });
      }}
    >
      <RadioGroup
        legend={strings.template}
        value={chosen}
        onValueChange={setChosen}
        options={[
          { value: blank, label: strings.blank, hint: strings.blankHint },
          ...templates.map(({ name, description, emoji }) => ({
            value: name,
            label: `${emoji ?? ""} ${name}`.trim(),
            hint: description,
          })),
        ]}
      />
    </NameDialog>
  );
}
