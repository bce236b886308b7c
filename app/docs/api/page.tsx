import type { Metadata } from "next";
import { headers } from "next/headers";
import { currentDescription } from "../../../server/http/current-description.ts";
import { Introduction } from "./introduction.tsx";
import { NotServed } from "./not-served.tsx";
import { OperationView } from "./operation-view.tsx";
import { operationsByTag } from "./operations-by-tag.ts";
import { ProblemList } from "./problem-list.tsx";
import { ReferenceFrame } from "./reference-frame.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "API reference",
  description: "Every call of the REST API, with its request and its answer.",
};

/** Drawn from the description that this very server generated from the schemas that parse its requests. */
export default async function ApiReference() {
  const description = currentDescription();
  if (!description) return <NotServed />;
  const base = `http://${(await headers()).get("host") ?? "localhost:3000"}`;
  const groups = operationsByTag(description);
  return (
    <ReferenceFrame groups={groups}>
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
    </ReferenceFrame>
  );
}
