"use client";

import GitFork from "lucide-react/icons/git-fork";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { callApi } from "../../../../../components/live/call-api.ts";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { stepName } from "../../../../../components/session/runs/views/step-words.ts";
import { Button } from "../../../../../components/ui/button.tsx";
import { toast } from "../../../../../components/ui/toast.ts";
import type { Inspection } from "../../../../../lib/runs/inspection.ts";
import type { Step } from "../../../../../lib/runs/step.ts";
import type { RerunPlace } from "./rerun-dialog.tsx";
import { strings } from "./strings.ts";

const RerunDialog = lazy(() => import("./rerun-dialog.tsx").then((module) => ({ default: module.RerunDialog })));

/** What can be done from a step on: the same once more, or something else in a chat of its own. */
export function StepActions({ step, found }: { step: Step; found: Inspection }) {
  const { sessionId, moments, until } = useRunScreen();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const place = placeOf(step, found);

  async function fork(): Promise<void> {
    const forkOf = { sessionId, seq: step.endSeq ?? step.seq };
    const title = strings.forked(moments?.at(until).title ?? "");
    try {
      const { id } = await callApi<{ id: string }>("POST", "/sessions", { forkOf, title });
      router.push(`/chat/${id}`);
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      toast({ title: strings.notDone, description, tone: "destructive" });
    }
  }

  return (
    <p className="flex flex-wrap gap-2">
      {place ? (
        <Button variant="outline" size="small" onClick={() => setOpen(true)}>
          <RotateCcw aria-hidden="true" />
          {strings.fromHere}
        </Button>
      ) : null}
      <Button variant="ghost" size="small" onClick={() => void fork()}>
        <GitFork aria-hidden="true" />
        {strings.forkHere}
      </Button>
      <Suspense fallback={null}>
        {open && place ? <RerunDialog open onOpenChange={setOpen} place={place} /> : null}
      </Suspense>
    </p>
  );
}

function placeOf(step: Step, found: Inspection): RerunPlace | null {
  const { run } = found;
  const shared = {
    runId: run.id,
    agent: run.agent,
    agentVersion: run.agentVersion,
    conducts: run.flow !== undefined,
  };
  const name = stepName(step);
  switch (found.kind) {
    case "turn":
      return { ...shared, step: { name, from: { turnId: found.turn.id } } };
    case "call":
      return { ...shared, step: { name, from: { callId: found.call.callId } }, arguments: found.call.arguments };
    case "run":
      return { ...shared, task: run.task };
    default:
      return null;
  }
}
