import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readRun } from "./read-run.ts";
import { readAsked } from "./run-address.ts";
import { RunScreen } from "./run-screen.tsx";
import { strings } from "./strings.ts";
import { UndoList } from "./undo-list.tsx";
import { undoable } from "./undoable.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One run: what it used, what became of it, and all that it did, at any moment. */
export default async function RunPage({ params, searchParams }: Props) {
  const read = await readRun((await params).runId);
  if (!read) notFound();
  return (
    <RunScreen key={read.run.id} {...read} asked={readAsked(await searchParams)}>
      <UndoList executions={await undoable(read.run.id)} />
    </RunScreen>
  );
}
