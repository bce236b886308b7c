import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FunctionEditor } from "../../../../components/functions/function-editor.tsx";
import type { CaseView, FunctionBody } from "../../../../components/functions/function-types.ts";
import type { AskedVersion } from "../../../../components/functions/version-source.tsx";
import { editedBody } from "../../../../lib/definitions/definition.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: (await params).name };
}

/** One function: its code, its tests and its history. `?version=2&line=4&column=10` shows that place of that version. */
export default async function FunctionPage({ params, searchParams }: Props) {
  const { name } = await params;
  const { definitions, definitionCases } = currentRuntime().ports;
  const definition = await definitions.get("function", name);
  if (!definition || definition.archivedAt !== null) notFound();
  const { body, hash } = editedBody(definition);
  const cases = await definitionCases.list("function", name);
  return (
    <FunctionEditor
      key={name}
      initial={{
        name,
        body,
        hash,
        version: definition.current?.version ?? null,
        changedAt: definition.draft?.changedAt ?? null,
      }}
      initialCases={cases.map(({ id, title, data }): CaseView => ({ ...data, id, title }))}
      asked={await askedVersion(name, await searchParams)}
    />
  );
}

async function askedVersion(name: string, query: Awaited<Props["searchParams"]>): Promise<AskedVersion | null> {
  const number = (text: unknown) => (typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
  const version = number(query.version);
  const found = version === null ? null : await currentRuntime().ports.definitions.version("function", name, version);
  if (version === null || !found) return null;
  const { source = "", language = "javascript" } = found.body as Partial<FunctionBody>;
  return { version, source, language, line: number(query.line), column: number(query.column) };
}
