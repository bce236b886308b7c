import type { JsonSchema } from "../../../server/http/json-schema.ts";
import { Prose } from "./prose.tsx";
import { TypeName } from "./type-name.tsx";

interface Props {
  name: string;
  required: boolean;
  schema: JsonSchema;
  /** Where a parameter stands. */
  where?: string;
  /** The fields of the object that it is, where it has no name of its own. */
  children?: React.ReactNode;
}

export function Field({ name, required, schema, where, children }: Props) {
  const { description } = schema;
  const rules = rulesOf(schema);
  return (
    <div className="py-2.5">
      <dt className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="break-all font-mono text-sm">{name}</span>
        <span className="min-w-0 text-muted-foreground text-sm">
          <TypeName schema={schema} />
          {rules && <span>, {rules}</span>}
        </span>
        {where && (
          <span className="text-muted-foreground text-xs">in {where === "header" ? "a header" : `the ${where}`}</span>
        )}
        {required && where && <span className="text-warning text-xs">required</span>}
        {!required && !where && <span className="text-muted-foreground text-xs">optional</span>}
      </dt>
      <dd>
        {typeof description === "string" && <Prose className="text-sm" text={description} />}
        {children}
      </dd>
    </div>
  );
}

/** The bounds in words. Patterns are left to the OpenAPI document. */
function rulesOf(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, maxLength, maxItems } = schema;
  return [
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(minimum !== undefined && maximum === undefined ? [`${minimum} or more`] : []),
    ...(minimum === undefined && maximum !== undefined ? [`up to ${maximum}`] : []),
    ...(exclusiveMinimum !== undefined ? [`above ${exclusiveMinimum}`] : []),
    ...(maxLength !== undefined ? [`up to ${Number(maxLength).toLocaleString("en")} characters`] : []),
    ...(maxItems !== undefined ? [`up to ${maxItems}`] : []),
  ].join(", ");
}
