import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FunctionEditor } from "../../../../components/functions/function-editor.tsx";
import type { CaseView, FunctionBody } from "../../../../components/functions/function-types.ts";
import { editedBody } from "../../../../lib/definitions/definition.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

/** One function: its code, its tests and its history. */
export default async function FunctionPage({ params }: Props) {
  const { name } = await params;
  const { definitions, definitionCases } = currentRuntime().ports;
  const definition = await definitions.get("function", name);
  if (!definition || definition.archivedAt !== null) notFound();
  const { body, hash } = editedBody(definition);
  const cases = await definitionCases.list("function", name);
  return (
    <FunctionEditor
      key={name}
      initial={{ name, body: body as FunctionBody, hash, version: definition.current?.version ?? null }}
      initialCases={cases.map(({ id, title, data }): CaseView => ({ ...data, id, title }))}
    />
  );
}
