import type { Metadata } from "next";
import { currentDescription } from "../../../../server/http/current-description.ts";
import { NotServed } from "../not-served.tsx";
import { operationsByTag } from "../operations-by-tag.ts";
import { ReferenceFrame } from "../reference-frame.tsx";
import { NamedSchema } from "../schema-view.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "API schemas",
  description: "What the calls of the REST API take and give, field by field.",
};

export default function ApiSchemas() {
  const description = currentDescription();
  if (!description) return <NotServed />;
  const schemas = Object.entries(description.components.schemas).sort(([a], [b]) => a.localeCompare(b));
  return (
    <ReferenceFrame groups={operationsByTag(description)}>
      <h1 className="font-semibold text-4xl tracking-tight">Schemas</h1>
      <p className="mt-4 max-w-2xl text-pretty text-lg text-muted-foreground leading-relaxed">
        What several calls take or give, under the name by which the reference and the OpenAPI document refer to it.
      </p>
      {schemas.map(([name, schema]) => (
        <NamedSchema key={name} name={name} schema={schema} />
      ))}
    </ReferenceFrame>
  );
}
