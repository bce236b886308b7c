"use client";

import { useState } from "react";
import { checkAnswers } from "../../../lib/surfaces/answers.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Button } from "../../ui/button.tsx";
import { useDrawing } from "../drawing-context.ts";
import { SentNote } from "../sent-note.tsx";
import { strings } from "../strings.ts";
import { useAction } from "../use-action.ts";
import { type FieldOf, FormField, sentValue } from "./form-field.tsx";

/** Fields that a person fills in. What is typed is local until it is sent; other widgets may be bound to it. */
export function FormWidget({ id, widget }: { id: string; widget: Widget<"form"> }) {
  const { answered, local, writeLocal, surface } = useDrawing();
  const { act, state, can } = useAction(id);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const typed = (Object.hasOwn(local, id) ? local[id] : {}) as Record<string, unknown>;
  const sent = surface.acted[id]?.parameters as Record<string, unknown> | undefined;
  const disabled = !can || answered || state === "pending";
  const filledIn = (field: FieldOf): unknown => typed[field.name] ?? sent?.[field.name] ?? field.value ?? undefined;

  function submit(): void {
    const given = Object.fromEntries(
      widget.fields
        .map((field) => [field.name, sentValue(field, filledIn(field))])
        .filter(([, value]) => value !== undefined),
    );
    const checked = checkAnswers(widget.fields, given);
    setErrors(checked.ok ? {} : Object.fromEntries(checked.problems.map(({ path, message }) => [path, message])));
    if (checked.ok) void act("submit", checked.answers);
  }

  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled) submit();
      }}
    >
      {widget.fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          value={filledIn(field)}
          error={errors[field.name]}
          disabled={disabled}
          onChange={(value) => writeLocal(`/local/${id}/${field.name}`, value)}
        />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={!can || answered} busy={state === "pending"}>
          {widget.submit ?? strings.send}
        </Button>
        <SentNote id={id} state={state} />
      </div>
    </form>
  );
}
