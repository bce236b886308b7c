"use client";

import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { FunctionBody } from "./function-types.ts";
import { LazyEditor } from "./lazy-editor.tsx";
import { strings } from "./strings.ts";

type Schema = Record<string, unknown>;

interface Props {
  body: FunctionBody;
  onChange: (change: Partial<FunctionBody>) => void;
}

const kinds = ["string", "number", "integer", "boolean", "array", "object"];

/** The schemas, field by field where they are plain, and as JSON. */
export function SchemaPanel({ body, onChange }: Props) {
  const inputSchema = body.inputSchema ?? { type: "object" };
  return (
    <div className="grid gap-5">
      <p className="text-muted-foreground text-sm">{strings.schemaHint}</p>
      <Builder schema={inputSchema} onChange={(changed) => onChange({ inputSchema: changed })} />
      <JsonSchema
        label={strings.inputSchema}
        schema={inputSchema}
        onChange={(changed) => onChange({ inputSchema: changed })}
      />
      <JsonSchema
        label={strings.outputSchema}
        schema={body.outputSchema ?? {}}
        onChange={(changed) => onChange({ outputSchema: changed })}
      />
    </div>
  );
}

function Builder({ schema, onChange }: { schema: Schema; onChange: (schema: Schema) => void }) {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const entries = Object.entries(properties);
  const put = (changed: [string, Schema][], needed: string[]) => {
    const names = changed.map(([name]) => name);
    onChange({
      ...schema,
      type: "object",
      properties: Object.fromEntries(changed),
      required: needed.filter((name) => names.includes(name)),
    });
  };
  const replace = (index: number, name: string, field: Schema) => {
    const before = entries[index]?.[0] ?? "";
    const changed = entries.map((each, at): [string, Schema] => (at === index ? [name, field] : each));
    put(
      changed,
      required.map((each) => (each === before ? name : each)),
    );
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{strings.fields}</legend>
      {entries.map(([name, field], index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the name itself is what is edited
          key={index}
          className="grid gap-2 rounded-md border p-2 sm:grid-cols-[1fr_8rem_2fr_auto_auto] sm:items-end"
        >
          <Field label={strings.fieldName}>
            {(control) => (
              <Input {...control} value={name} onChange={(event) => replace(index, event.target.value, field)} />
            )}
          </Field>
          <Field label={strings.fieldKind}>
            {(control) => (
              <Select
                {...control}
                options={kinds.map((value) => ({ value, label: value }))}
                value={typeof field.type === "string" ? field.type : "string"}
                onChange={(event) => replace(index, name, { ...field, type: event.target.value })}
              />
            )}
          </Field>
          <Field label={strings.fieldNote}>
            {(control) => (
              <Input
                {...control}
                value={String(field.description ?? "")}
                onChange={(event) => replace(index, name, { ...field, description: event.target.value })}
              />
            )}
          </Field>
          <Checkbox
            label={strings.fieldRequired}
            checked={required.includes(name)}
            onChange={(event) =>
              put(entries, event.target.checked ? [...required, name] : required.filter((each) => each !== name))
            }
          />
          <Button
            variant="ghost"
            size="small"
            aria-label={strings.removeField(name)}
            onClick={() =>
              put(
                entries.filter((_, at) => at !== index),
                required,
              )
            }
          >
            {strings.remove}
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="outline"
          size="small"
          onClick={() => put([...entries, [freeName(properties), { type: "string" }]], required)}
        >
          {strings.addField}
        </Button>
      </div>
    </fieldset>
  );
}

function JsonSchema({
  label,
  schema,
  onChange,
}: {
  label: string;
  schema: Schema;
  onChange: (schema: Schema) => void;
}) {
  const shown = JSON.stringify(schema, null, 2);
  const [text, setText] = useState<string | null>(null);
  const isBroken = text !== null && read(text) === null;
  return (
    <section aria-label={label} className="grid gap-1">
      <h2 className="font-medium text-sm">{label}</h2>
      <LazyEditor
        language="json"
        label={label}
        value={isBroken ? text : shown}
        onChange={(value) => {
          const changed = read(value);
          setText(changed === null ? value : null);
          if (changed !== null && JSON.stringify(changed, null, 2) !== shown) onChange(changed);
        }}
      />
      <p role="status" className="min-h-5 text-destructive text-xs">
        {isBroken ? strings.notJson : ""}
      </p>
    </section>
  );
}

function read(text: string): Schema | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Schema) : null;
  } catch {
    return null;
  }
}

function freeName(taken: object): string {
  for (let number = 1; ; number++) if (!(`field${number}` in taken)) return `field${number}`;
}
