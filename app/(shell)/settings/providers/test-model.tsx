"use client";

import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Plug from "lucide-react/icons/plug";
import { useState } from "react";
import { callApi } from "../../../../components/live/call-api.ts";
import { duration } from "../../../../components/session/format.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { strings } from "./strings.ts";

type Tested = { ok: true; ms: number; text: string } | { ok: false; ms: number; error: { message: string } };
type State = "idle" | "asking" | Tested | { refused: string };

const mostWords = 200;

/** Asks the model one short question, for real, and tells what became of it. */
export function TestModel({ model }: { model: string }) {
  const [state, setState] = useState<State>("idle");

  async function test(): Promise<void> {
    setState("asking");
    try {
      setState(await callApi<Tested>("POST", "/models/test", { model }));
    } catch (error) {
      setState({ refused: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <>
      <Button
        variant="outline"
        size="small"
        busy={state === "asking"}
        aria-label={strings.testOf(model)}
        onClick={() => void test()}
      >
        {state === "asking" ? null : <Plug aria-hidden="true" />}
        {strings.test}
      </Button>
      <div role="status" className="basis-full break-words text-xs leading-relaxed empty:hidden">
        <Result state={state} />
      </div>
    </>
  );
}

function Result({ state }: { state: State }) {
  if (state === "idle") return null;
  if (state === "asking") return <span className="text-muted-foreground">{strings.testing}</span>;
  if ("refused" in state) return <Bad>{state.refused}</Bad>;
  if (!state.ok) return <Bad>{`${strings.notAnswered(duration(state.ms))}: ${state.error.message}`}</Bad>;
  const words = state.text.trim().slice(0, mostWords);
  return (
    <span className="inline-flex items-start gap-1.5">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
      <span>
        <span className="font-medium text-success">{strings.answered(duration(state.ms))}</span>{" "}
        <span className="text-muted-foreground">{words ? `“${words}”` : strings.noWords}</span>
      </span>
    </span>
  );
}

function Bad({ children }: { children: string }) {
  return (
    <span className="inline-flex items-start gap-1.5 text-destructive">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {children}
    </span>
  );
}
