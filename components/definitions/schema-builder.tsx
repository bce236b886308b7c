"use client";

import Plus from "lucide-react/icons/plus";
import Trash2 from "lucide-react/icons/trash-2";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { strings } from "./strings.ts";

const { schema: words } = strings;

export type Schema = Record<string, unknown>;

interface Props {
  legend: string;
  hint?: string | undefined;
  schema: Schema;
  onChange: (schema: Schema) => void;
}

const kinds = ["string", "number", "integer", "boolean", "array", "object"];

/** The fields of an object, one by one. What a field has beside its name, its type and its description stays as it is. */
export function SchemaBuilder({ legend, hint, schema, onChange }: Props) {
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
    <fieldset className="@container grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {hint ? <p className="text-muted-foreground text-xs leading-relaxed">{hint}</p> : null}
      {entries.map(([name, field], index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the name itself is what is edited
          key={index}
          className="grid @xl:grid-cols-[1fr_8rem_2fr_auto_auto] grid-cols-[minmax(0,1fr)_auto] items-end gap-2 rounded-md border p-2"
        >
          <FieldName
            name={name}
            taken={entries.map(([each]) => each)}
            onChange={(next) => replace(index, next, field)}
          />
          <Field label={words.kind} className="col-span-full @xl:col-span-1">
            {(control) => (
              <Select
                {...control}
                options={kindsFor(field)}
                value={kindOf(field)}
                onChange={({ target }) => replace(index, name, { ...field, type: target.value })}
              />
            )}
          </Field>
          <Field label={words.note} className="col-span-full @xl:col-span-1">
            {(control) => (
              <Input
                {...control}
                value={String(field.description ?? "")}
                onChange={({ target }) => replace(index, name, { ...field, description: target.value })}
              />
            )}
          </Field>
          <Checkbox
            label={words.required}
            checked={required.includes(name)}
            onChange={({ target }) =>
              put(entries, target.checked ? [...required, name] : required.filter((each) => each !== name))
            }
          />
          <IconButton
            size="small"
            label={words.remove(name)}
            icon={<Trash2 />}
            onClick={() => put(entries.toSpliced(index, 1), required)}
          />
        </div>
      ))}
      <Button
        variant="outline"
        size="small"
        className="justify-self-start"
        onClick={() => {
          const name = freeName(properties);
          put([...entries, [name, { type: "string" }]], [...required, name]);
        }}
      >
        <Plus aria-hidden="true" />
        {words.add}
      </Button>
    </fieldset>
  );
}

/** A name that is empty or another field's stays here while it is typed, so that no field is lost. */
function FieldName({ name, taken, onChange }: { name: string; taken: string[]; onChange: (name: string) => void }) {
  const [text, setText] = useState<string | null>(null);
  return (
    <Field
      label={words.name}
      className="col-span-full @xl:col-span-1"
      error={text === null ? undefined : text === "" ? words.nameless : words.taken(text)}
    >
      {(control) => (
        <Input
          {...control}
          spellCheck={false}
          autoComplete="off"
          value={text ?? name}
          onChange={({ target: { value } }) => {
            const isFree = value !== "" && (value === name || !taken.includes(value));
            setText(isFree ? null : value);
            if (isFree) onChange(value);
          }}
        />
      )}
    </Field>
  );
}

/** An object with fields, or nothing yet: what the builder can show. */
export function isPlain(schema: unknown): schema is Schema {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return false;
  const { type = "object", properties = {} } = schema as Schema;
  return (
    type === "object" &&
    isObject(properties) &&
    Object.values(properties).every(isObject) &&
    !Object.hasOwn(schema, "$ref")
  );
}

function kindOf({ type }: Schema): string {
  return typeof type === "string" && kinds.includes(type) ? type : "";
}

/** What is none of the plain types is as the JSON says. */
function kindsFor(field: Schema) {
  const options = kinds.map((value) => ({ value, label: words.kinds[value as keyof typeof words.kinds] }));
  return kindOf(field) === "" ? [{ value: "", label: words.asTheJsonSays }, ...options] : options;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function freeName(taken: object): string {
  for (let number = 1; ; number++) if (!(`field${number}` in taken)) return `field${number}`;
}
