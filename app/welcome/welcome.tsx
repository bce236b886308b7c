"use client";

import ArrowLeft from "lucide-react/icons/arrow-left";
import ArrowRight from "lucide-react/icons/arrow-right";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { callApi } from "../../components/live/call-api.ts";
import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { toast } from "../../components/ui/toast.ts";
import { TroupeMark } from "../../components/ui/troupe-mark.tsx";
import { AgentStep, type PickableAgent, type PickableWorkflow, workflowPicked } from "./agent-step.tsx";
import { ProviderStep } from "./provider-step.tsx";
import type { PickableProvider } from "./providers-to-pick.ts";
import { StepList } from "./step-list.tsx";
import { type Step, stepAddress, steps, stepTitle } from "./steps.ts";
import { strings } from "./strings.ts";
import { YouStep } from "./you-step.tsx";

interface Props {
  step: Step;
  onLoopback: boolean;
  providers: readonly PickableProvider[];
  agents: readonly PickableAgent[];
  workflows: readonly PickableWorkflow[];
  preferredAgent: string | null;
}

const usualAgent = "general";

/** What was picked is kept while one goes back and forth; that the steps were taken is kept on the server. */
export function Welcome({ step, onLoopback, providers, agents, workflows, preferredAgent }: Props) {
  const router = useRouter();
  const [provider, setProvider] = useState(providers[0]?.name ?? "demo");
  const [agent, setAgent] = useState(preferredAgent ?? usualAgent);
  const [busy, setBusy] = useState(false);
  const heading = useFocusOnChange(step);
  const number = steps.indexOf(step);
  const [before, after] = [steps[number - 1], steps[number + 1]];

  async function leave(changes: { welcomed: true; agent?: string | null }, to = "/chat"): Promise<void> {
    setBusy(true);
    try {
      await callApi("PATCH", "/users/me/preferences", changes);
      router.push(to);
    } catch (error) {
      setBusy(false);
      const description = error instanceof Error ? error.message : String(error);
      toast({ title: strings.failed, description, tone: "destructive" });
    }
  }

  function start(): void {
    const workflow = workflowPicked(agent);
    if (workflow) void leave({ welcomed: true }, `/chat?workflow=${workflow}`);
    else void leave({ welcomed: true, agent: agent === usualAgent ? null : agent });
  }

  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col px-4 pt-6 sm:px-8 sm:pt-10">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <TroupeMark className="size-8 text-primary" />
        <h1 className="font-semibold text-xl tracking-tight">{strings.greeting}</h1>
        <Button
          variant="ghost"
          size="small"
          className="ml-auto"
          busy={busy}
          onClick={() => void leave({ welcomed: true })}
        >
          {strings.skip}
        </Button>
      </header>
      <StepList current={step} />
      <main id="content" tabIndex={-1} className="flex-1 pb-8 outline-none">
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-2xl tracking-tight outline-none">
          <span className="sr-only">{strings.step(number + 1, steps.length)}: </span>
          {stepTitle[step]}
        </h2>
        {step === "you" ? <YouStep onLoopback={onLoopback} /> : null}
        {step === "provider" ? <ProviderStep providers={providers} picked={provider} onPick={setProvider} /> : null}
        {step === "agent" ? <AgentStep agents={agents} workflows={workflows} picked={agent} onPick={setAgent} /> : null}
      </main>
      <footer className="sticky bottom-0 -mx-4 flex items-center justify-between gap-3 border-t bg-background px-4 py-3 sm:-mx-8 sm:px-8">
        {before ? (
          <Link
            href={stepAddress(before)}
            prefetch={false}
            className={buttonStyle({ variant: "outline", size: "large" })}
          >
            <ArrowLeft aria-hidden="true" />
            {strings.back}
          </Link>
        ) : (
          <span />
        )}
        {after ? (
          <Link href={stepAddress(after)} prefetch={false} className={buttonStyle({ size: "large" })}>
            {strings.next}
            <ArrowRight aria-hidden="true" />
          </Link>
        ) : (
          <Button size="large" busy={busy} onClick={start}>
            {strings.start}
          </Button>
        )}
      </footer>
    </div>
  );
}

/** Whoever goes on by keyboard or listens begins at the top of the new step. The first one leaves the focus where it is. */
function useFocusOnChange(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}
