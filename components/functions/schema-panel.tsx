"use client";

import { useState } from "react";
import { isPlain, type Schema, SchemaBuilder } from "../definitions/schema-builder.tsx";
import type { FunctionBody } from "./function-types.ts";
import { LazyEditor } from "./lazy-editor.tsx";
import { strings } from "./strings.ts";

interface Props {
  body: FunctionBody;
  onChange: (change: Partial<FunctionBody>) => void;
}

/** The schemas, field by field where they are plain, and as JSON. */
export function SchemaPanel({ body, onChange }: Props) {
  const inputSchema = body.inputSchema ?? { type: "object" };
  return (
    <div className="grid gap-5">
      <p className="text-muted-foreground text-sm">{strings.schemaHint}</p>
      {isPlain(inputSchema) ? (
        <SchemaBuilder
          legend={strings.fields}
          schema={inputSchema}
          onChange={(changed) => onChange({ inputSchema: changed })}
        />
      ) : null}
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
