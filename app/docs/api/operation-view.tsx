import { CodeBlock } from "./code-block.tsx";
import { curlExample } from "./curl-example.ts";
import { Field } from "./field.tsx";
import { MethodName } from "./method-name.tsx";
import type { DescribedOperation } from "./operations-by-tag.ts";
import { Path } from "./path.tsx";
import { Prose } from "./prose.tsx";
import { SchemaView } from "./schema-view.tsx";

/** One call: what it is for, how it is asked and what it answers. */
export function OperationView({ base, ...described }: DescribedOperation & { base: string }) {
  const { method, path, operation } = described;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"]?.schema;
  const answers = Object.entries(responses).filter(([status]) => status !== "default");
  return (
    <article aria-labelledby={operationId} className="mt-8 border-t pt-8">
      <h3 id={operationId} className="scroll-mt-6 text-pretty font-medium text-lg">
        {summary}
      </h3>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3 font-mono text-sm">
        <MethodName method={method} />
        <Path path={path} />
      </p>
      {description && <Prose className="mt-3" text={description} />}
      <CodeBlock label="In a terminal" code={curlExample(described, base)} />
      {parameters.length > 0 && (
        <Part title="Parameters">
          <dl className="divide-y">
            {parameters.map((each) => (
              <Field
                key={`${each.in} ${each.name}`}
                name={each.name}
                required={each.required}
                where={each.in}
                schema={{ ...each.schema, ...(each.description && { description: each.description }) }}
              />
            ))}
          </dl>
        </Part>
      )}
      {body && (
        <Part title="Body">
          <SchemaView schema={body} />
        </Part>
      )}
      <Part title="Answers">
        <dl className="divide-y">
          {answers.map(([status, answer]) => (
            <div key={status} className="py-3">
              <dt className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-mono text-sm">{status}</span>
                <Prose text={answer.description} />
              </dt>
              {Object.entries(answer.content ?? {}).map(([mediaType, { schema }]) => (
                <dd key={mediaType} className="mt-2">
                  <p className="font-mono text-muted-foreground text-xs">{mediaType}</p>
                  {schema && <SchemaView schema={schema} />}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </Part>
    </article>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mt-6">
      <h4 className="font-medium text-muted-foreground text-sm">{title}</h4>
      {children}
    </div>
  );
}
