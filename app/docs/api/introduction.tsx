import { CodeBlock } from "./code-block.tsx";
import { Prose } from "./prose.tsx";

const conventions = [
  ["Lists", "answer `{ items, nextCursor }`. Ask for the next page with `?cursor=`; `null` means that there is none."],
  [
    "Failures",
    "are problem details (RFC 9457): a stable `code`, and a sentence that says what to do. Fields that are not known are refused by name.",
  ],
  [
    "Repetitions",
    "are harmless with an `Idempotency-Key` on any POST: the same key and body give the same answer for 24 hours, and the answer says `Idempotent-Replay: true`.",
  ],
  [
    "Streams",
    "are server-sent events. Come back with `Last-Event-ID` and nothing is missing or doubled; hanging up stops no agent.",
  ],
  [
    "Browsers",
    "elsewhere may use the server if `CORS_ORIGINS` names where they come from. Programs need nothing of the kind.",
  ],
] as const;

export function Introduction({ version, base }: { version: string; base: string }) {
  return (
    <>
      <h1 className="font-semibold text-4xl tracking-tight">API reference</h1>
      <p className="mt-4 max-w-2xl text-pretty text-lg text-muted-foreground leading-relaxed">
        Sessions, messages, tasks and tools over HTTP. This page is drawn from the same schemas that check each request,
        so it cannot be out of date. Version {version}.{" "}
        <a href="/api/openapi.json" className="text-primary underline underline-offset-4 hover:decoration-2">
          OpenAPI document
        </a>
      </p>
      <CodeBlock
        label="Ask an agent, and wait for its answer"
        code={`curl ${base}/api/v1/messages \\\n  -H 'content-type: application/json' \\\n  -d '{"content":"What is 6*7?","wait":true}'`}
      />
      <dl className="mt-8 grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {conventions.map(([term, text]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="mt-1 text-muted-foreground">
              <Prose text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
