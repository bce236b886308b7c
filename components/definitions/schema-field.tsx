"use client";

import { Collapsible } from "../ui/collapsible.tsx";
import { JsonField } from "./json-field.tsx";
import { isPlain, type Schema, SchemaBuilder } from "./schema-builder.tsx";
import { strings } from "./strings.ts";

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: unknown;
  /** Undefined: there is no schema. */
  onChange: (value: Schema | undefined) => void;
}

/** A schema that may be left out: field by field where it is plain, and as JSON. */
export function SchemaField({ label, hint, error, value, onChange }: Props) {
  const schema = value === undefined ? {} : value;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {isPlain(schema) ? (
        <SchemaBuilder
          legend={label}
          hint={hint}
          schema={schema}
          onChange={(next) => onChange(isEmpty(next) ? undefined : next)}
        />
      ) : (
        <p className="font-medium text-sm">{label}</p>
      )}
      {error ? <p className="text-destructive text-xs">{error}</p> : null}
      <Collapsible title={strings.schema.asJson} open={isPlain(schema) ? undefined : true}>
        <JsonField
          label={strings.schema.json(label)}
          value={value}
          onChange={(next) => onChange(next as Schema | undefined)}
        />
      </Collapsible>
    </div>
  );
}

function isEmpty({ type: _, properties, required: __, ...more }: Schema): boolean {
  return Object.keys((properties ?? {}) as object).length === 0 && Object.keys(more).length === 0;
}
