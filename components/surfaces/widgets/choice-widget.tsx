"use client";

import { useState } from "react";
import { optionValue } from "../../../lib/surfaces/act.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { useDrawing } from "../drawing-context.ts";
import { SentNote } from "../sent-note.tsx";
import { strings } from "../strings.ts";
import { useAction } from "../use-action.ts";

export function ChoiceWidget({ id, widget }: { id: string; widget: Widget<"choice"> }) {
  const { answered, surface } = useDrawing();
  const { act, state, can } = useAction(id);
  const sent = [(surface.acted[id]?.parameters as { value?: unknown } | undefined)?.value ?? []].flat() as string[];
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [missing, setMissing] = useState(false);
  const value = chosen ?? sent;
  const disabled = !can || answered || state === "pending";
  const options = widget.options.map((option) => ({
    value: optionValue(option),
    label: typeof option === "string" ? option : (option.label ?? option.value),
    hint: typeof option === "string" ? undefined : option.hint,
    disabled,
  }));
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(value.length === 0);
        if (!disabled && value.length > 0) void act("choose", { value: widget.multiple ? value : value[0] });
      }}
    >
      {widget.multiple ? (
        <fieldset className="min-w-0">
          <legend className="font-medium text-sm">{widget.question}</legend>
          <div className="mt-2 grid gap-1.5">
            {options.map((option) => (
              <Checkbox
                key={option.value}
                label={option.label}
                hint={option.hint}
                disabled={disabled}
                checked={value.includes(option.value)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...value, option.value] : value.filter((each) => each !== option.value),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      ) : (
        <RadioGroup
          legend={widget.question}
          look="cards"
          options={options}
          value={value[0] ?? ""}
          onValueChange={(next) => setChosen([next])}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={!can || answered} busy={state === "pending"}>
          {strings.choose}
        </Button>
        {missing && value.length === 0 ? (
          <span role="alert" className="text-destructive text-xs">
            {strings.chooseFirst}
          </span>
        ) : null}
        <SentNote id={id} state={state} />
      </div>
    </form>
  );
}
