"use client";

import LayoutGrid from "lucide-react/icons/layout-grid";
import List from "lucide-react/icons/list";
import { useState } from "react";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { Combobox } from "../../../components/ui/combobox.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { RadioGroup } from "../../../components/ui/radio-group.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { Switch } from "../../../components/ui/switch.tsx";
import { Textarea } from "../../../components/ui/textarea.tsx";
import { ToggleGroup } from "../../../components/ui/toggle-group.tsx";
import { Specimen } from "./specimen.tsx";

const models = ["demo/demo", "openai/large", "openai/small", "anthropic/steady", "ollama/at-home"].map((value) => ({
  value,
  label: value,
  hint: value.startsWith("ollama") ? "on this machine" : undefined,
}));

export function Controls() {
  const [model, setModel] = useState<string | null>("openai/small");
  const [view, setView] = useState("list");
  return (
    <>
      <Specimen name="Field, input, text area, select, combobox">
        <div className="grid w-full min-w-0 gap-4 sm:grid-cols-2">
          <Field label="Title" hint="Shown in the list.">
            {(control) => <Input placeholder="Plan the move" {...control} />}
          </Field>
          <Field label="Address" error="Begin it with https://." required>
            {(control) => <Input defaultValue="htp:/example" {...control} />}
          </Field>
          <Field label="Disabled">{(control) => <Input defaultValue="Not now" disabled {...control} />}</Field>
          <Field label="Priority">
            {(control) => (
              <Select
                defaultValue="normal"
                options={[
                  { value: "high", label: "High" },
                  { value: "normal", label: "Normal" },
                  { value: "low", label: "Low", disabled: true },
                ]}
                {...control}
              />
            )}
          </Field>
          <Field label="Model">
            {(control) => (
              <Combobox options={models} value={model} onValueChange={setModel} placeholder="Choose…" {...control} />
            )}
          </Field>
          <Field label="Message" hint="Grows with what is written.">
            {(control) => <Textarea placeholder="Write…" {...control} />}
          </Field>
        </div>
      </Specimen>
      <Specimen name="Checkbox, switch">
        <div className="grid w-full gap-3 sm:grid-cols-2">
          <div className="grid content-start gap-2">
            <Checkbox label="Chosen" defaultChecked />
            <Checkbox label="Not chosen" hint="With a hint below it." />
            <Checkbox label="Some of them" mixed />
            <Checkbox label="Disabled" disabled />
          </div>
          <div className="grid content-start gap-3">
            <Switch label="Notify me" hint="When something waits on me." defaultChecked />
            <Switch label="Off" />
            <Switch label="Disabled" disabled />
          </div>
        </div>
      </Specimen>
      <Specimen name="Radio group, toggle group">
        <div className="grid w-full gap-5">
          <RadioGroup
            legend="While it runs"
            hint="What a message does that comes meanwhile."
            defaultValue="queue"
            options={[
              { value: "queue", label: "Queue", hint: "After this run." },
              { value: "steer", label: "Steer", hint: "With the next turn." },
              { value: "reject", label: "Refuse", disabled: true },
            ]}
          />
          <RadioGroup
            look="cards"
            legend="As cards"
            defaultValue="a"
            options={[
              { value: "a", label: "One", hint: "The first." },
              { value: "b", label: "Two" },
              { value: "c", label: "Three", disabled: true },
            ]}
          />
          <ToggleGroup
            label="View"
            value={view}
            onValueChange={setView}
            className="justify-self-start"
            options={[
              { value: "list", label: "List", icon: <List aria-hidden="true" /> },
              { value: "cards", label: "Cards", icon: <LayoutGrid aria-hidden="true" /> },
              { value: "icon", label: "Icon alone", icon: <LayoutGrid aria-hidden="true" />, iconOnly: true },
            ]}
          />
        </div>
      </Specimen>
    </>
  );
}
