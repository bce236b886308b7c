import type { JsonSchema } from "../../../server/http/json-schema.ts";

/** What kind of value it is, in words. Schemas with a name are linked. */
export function TypeName({ schema }: { schema: JsonSchema }): React.ReactNode {
  const { $ref: ref, type, format, items } = schema;
  if (typeof ref === "string") return <SchemaLink name={ref.split("/").at(-1) ?? ref} />;
  if ("const" in schema) return <Value of={schema.const} />;
  if (Array.isArray(schema.enum)) return <Alternatives of={schema.enum.map((each) => ({ const: each }))} />;
  const choices = choicesOf(schema);
  if (choices) return <Alternatives of={choices} />;
  if (type === "array") {
    return (
      <>
        list of <TypeName schema={(items ?? {}) as JsonSchema} />
      </>
    );
  }
  if (format === "date-time") return "time";
  return typeof type === "string" ? (names[type] ?? type) : "anything";
}

const names: Record<string, string> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
  null: "null",
};

export function choicesOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] | null {
  const choices = anyOf ?? oneOf;
  return Array.isArray(choices) ? (choices as JsonSchema[]) : null;
}

export function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`/docs/api/schemas#schema-${name}`} className="rounded-sm text-primary underline underline-offset-2">
      {name}
    </a>
  );
}

function Alternatives({ of }: { of: JsonSchema[] }) {
  return of.map((each, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the alternatives of a fixed schema never change places
    <span key={index}>
      {index > 0 && " or "}
      <TypeName schema={each} />
    </span>
  ));
}

function Value({ of }: { of: unknown }) {
  return <code className="font-mono text-[0.9em] text-foreground">{JSON.stringify(of)}</code>;
}
