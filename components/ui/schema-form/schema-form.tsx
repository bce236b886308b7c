"use client";

import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { Button } from "../button.tsx";
import { SchemaField } from "./schema-field.tsx";
import { fieldsOf, initialValues, readForm } from "./schema-fields.ts";

export interface SchemaFormProps {
  /** A JSON Schema of what is to be filled in. */
  schema: Record<string, unknown>;
  submitLabel: string;
  /** Something else is what one does next. */
  isAside?: boolean;
  busy?: boolean;
  /** What the other side said about what was sent. */
  error?: string | null;
  autoFocus?: boolean;
  /** Beside the button that submits. */
  actions?: ReactNode;
  onSubmit: (value: unknown) => void;
}

/** A form made from a JSON Schema. What is filled in is checked for its kind here, and for all else by whoever gets it. */
export function SchemaForm({
  schema,
  submitLabel,
  isAside,
  busy,
  error,
  autoFocus,
  actions,
  onSubmit,
}: SchemaFormProps) {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [values, setValues] = useState(() => initialValues(fields));
  const [errors, setErrors] = useState<Record<string, string>>({});

  function submit(): void {
    if (busy) return;
    const filled = readForm(fields, values);
    setErrors(filled.errors);
    if (Object.keys(filled.errors).length === 0) onSubmit(filled.value);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      className="grid gap-3"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        // It may stand inside another one on the page.
        event.stopPropagation();
        submit();
      }}
    >
      {fields.map((field, index) => (
        <SchemaField
          key={field.name}
          field={field}
          value={values[field.name]}
          error={errors[field.name]}
          autoFocus={(autoFocus && index === 0) || undefined}
          onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
        />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant={isAside ? "outline" : "primary"}
          busy={busy ?? false}
          autoFocus={(autoFocus && fields.length === 0) || undefined}
        >
          {submitLabel}
        </Button>
        {actions}
        <span aria-live="polite" className="min-w-0 text-destructive text-sm">
          {error}
        </span>
      </div>
    </form>
  );
}
