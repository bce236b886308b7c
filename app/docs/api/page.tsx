import type { Metadata } from "next";
import { headers } from "next/headers";
import { MessagePage } from "../../../components/ui/message-page.tsx";
import { TroupeMark } from "../../../components/ui/troupe-mark.tsx";
import { currentDescription } from "../../../server/http/current-description.ts";
import { Contents } from "./contents.tsx";
import { Introduction } from "./introduction.tsx";
import { OperationView } from "./operation-view.tsx";
import { operationsByTag } from "./operations-by-tag.ts";
import { ProblemList } from "./problem-list.tsx";
import { NamedSchema } from "./schema-view.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "API reference",
  description: "Every call of the REST API, with its request and its answer.",
};

/** Drawn from the description that this very server generated from the schemas that parse its requests. */
export default async function ApiReference() {
  const description = currentDescription();
  if (!description) {
    return (
      <MessagePage title="The API is not being served here">
        <p className="text-muted-foreground">Start the server with npm start, and the reference is drawn from it.</p>
      </MessagePage>
    );
  }
  const base = `http://${(await headers()).get("host") ?? "localhost:3000"}`;
  const groups = operationsByTag(description);
  const schemas = Object.entries(description.components.schemas).sort(([a], [b]) => a.localeCompare(b));
  return (
    <div className="mx-auto w-full max-w-7xl px-5 sm:px-8">
      <header className="flex items-center gap-3 border-b py-4">
        <a href="/" className="flex items-center gap-3 rounded-sm font-semibold tracking-tight">
          <TroupeMark className="size-7 text-primary" />
          Troupe
        </a>
        <a
          href="/api/openapi.json"
          className="ml-auto rounded-sm text-muted-foreground text-sm underline underline-offset-4 hover:text-foreground"
        >
          OpenAPI document
        </a>
      </header>
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-12">
        <Contents groups={groups} />
        <main id="content" className="min-w-0 pt-8 pb-24 lg:pt-12">
          <Introduction version={description.info.version} base={base} />
          {groups.map(({ tag, operations }) => (
            <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-16">
              <h2 id={`tag-${tag}`} className="scroll-mt-6 font-semibold text-2xl tracking-tight">
                {tag}
              </h2>
              {operations.map((each) => (
                <OperationView key={each.operation.operationId} {...each} base={base} />
              ))}
            </section>
          ))}
          <ProblemList />
          <section aria-labelledby="schemas" className="mt-16">
            <h2 id="schemas" className="scroll-mt-6 font-semibold text-2xl tracking-tight">
              Schemas
            </h2>
            {schemas.map(([name, schema]) => (
              <NamedSchema key={name} name={name} schema={schema} />
            ))}
          </section>
        </main>
      </div>
    </div>
  );
}
