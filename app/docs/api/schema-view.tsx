import { Fragment } from "react";
import type { JsonSchema } from "../../../server/http/json-schema.ts";
import { Field } from "./field.tsx";
import { Prose } from "./prose.tsx";
import { choicesOf, SchemaLink, TypeName } from "./type-name.tsx";

const deepest = 4;

/** The fields of an object, the forms of a choice, or else a word. */
export function SchemaView({ schema, depth = 0 }: { schema: JsonSchema; depth?: number }): React.ReactNode {
  const { $ref: ref, properties, items } = schema;
  if (typeof ref === "string") {
    return (
      <p className="mt-1.5 text-sm">
        <SchemaLink name={ref.split("/").at(-1) ?? ref} />
      </p>
    );
  }
  if (properties && typeof properties === "object") return <Fields schema={schema} depth={depth} />;
  if (schema.type === "array" && hasFields(items)) return <SchemaView schema={items as JsonSchema} depth={depth} />;
  const choices = choicesOf(schema)?.filter((each) => each.type !== "null");
  if (choices?.some(hasFields)) return <Choices of={choices} />;
  return (
    <p className="mt-1.5 text-muted-foreground text-sm">
      <TypeName schema={schema} />
    </p>
  );
}

/** One of the schemas that others refer to. */
export function NamedSchema({ name, schema }: { name: string; schema: JsonSchema }) {
  const { description } = schema;
  return (
    <article aria-labelledby={`schema-${name}`} className="mt-8 border-t pt-6">
      <h2 id={`schema-${name}`} className="scroll-mt-6 font-medium font-mono">
        {name}
      </h2>
      {typeof description === "string" && <Prose className="mt-1" text={description} />}
      <SchemaView schema={schema} />
    </article>
  );
}

function Fields({ schema, depth }: { schema: JsonSchema; depth: number }) {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return (
    <dl className="divide-y">
      {Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, each]) => (
        <Field key={name} name={name} required={required.includes(name)} schema={each}>
          {depth < deepest && hasFields(each) && (
            <div className="mt-1 border-l pl-4">
              <SchemaView schema={each} depth={depth + 1} />
            </div>
          )}
        </Field>
      ))}
    </dl>
  );
}

/** Each in a line, told by what makes it different: mostly its `type`. */
function Choices({ of }: { of: JsonSchema[] }) {
  return (
    <ul className="mt-2 divide-y text-sm">
      {of.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a fixed schema never change places
        <li key={index} className="py-2">
          {hasFields(each) ? <Line schema={each} /> : <TypeName schema={each} />}
        </li>
      ))}
    </ul>
  );
}

function Line({ schema }: { schema: JsonSchema }) {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const fixed = fields.find(([, each]) => "const" in each);
  return (
    <>
      {fixed && <p className="font-mono">{String(fixed[1].const)}</p>}
      <p className="text-muted-foreground leading-relaxed">
        {fields
          .filter((field) => field !== fixed)
          .map(([name, each], index) => (
            <Fragment key={name}>
              {index > 0 && " · "}
              <span className="text-foreground">{name}</span>
              {required.includes(name) ? " " : "? "}
              <TypeName schema={each} />
            </Fragment>
          ))}
      </p>
    </>
  );
}

/** Whether there is more to show than a word. References are links, so they count as a word. */
function hasFields(schema: unknown): boolean {
  if (schema === null || typeof schema !== "object") return false;
  const { properties, items } = schema as JsonSchema;
  if (properties && Object.keys(properties).length > 0) return true;
  return hasFields(items) || (choicesOf(schema as JsonSchema)?.some(hasFields) ?? false);
}
