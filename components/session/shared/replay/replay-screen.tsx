"use client";

import { lazy, Suspense, useMemo, useState } from "react";
import type { Recorded } from "../../../../lib/core/events.ts";
import { Moments } from "../../../../lib/runs/moments.ts";
import { cn } from "../../../ui/cn.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { ReplayBar } from "../../runs/replay-bar.tsx";
import { useScrubKeys } from "../../runs/use-scrub-keys.ts";
import { useWrittenAddress } from "../../runs/use-written-address.ts";
import { aroundStrings } from "../../strings-around.ts";
import { ReplayedConversation } from "./replayed-conversation.tsx";
import { ReplayedSteps } from "./replayed-steps.tsx";
import { ReplayedTimeline } from "./replayed-timeline.tsx";
import "../../session.css";

const words = aroundStrings.share;
const ReplayedPlan = lazy(() => import("./replayed-plan.tsx").then((module) => ({ default: module.ReplayedPlan })));

interface Props {
  /** As the server shares them: what is left out is not in them. */
  events: readonly Recorded[];
  withTools: boolean;
  share: string;
  askedAt: number | null;
}

/** A shared session at any moment: what was said, what was shown, and what the agents did by then. */
export function ReplayScreen({ events, withTools, share, askedAt }: Props) {
  const moments = useMemo(() => new Moments(events), [events]);
  const seqs = useMemo(() => events.map(({ seq }) => seq), [events]);
  const [at, goTo] = useState(askedAt);
  const until = at === null ? moments.head : Math.min(Math.max(1, at), moments.head);
  useScrubKeys({ seqs, until, goTo });
  useWrittenAddress(`${share}/replay${at === null ? "" : `?at=${until}`}`);
  const state = moments.at(until);
  const hasPlan = useMemo(() => events.some(({ type }) => type === "todo.changed"), [events]);
  const plan = (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      <ReplayedPlan state={state} />
    </Suspense>
  );
  const conversation = (
    <section
      aria-label={words.conversation}
      className="flex h-[min(70dvh,48rem)] min-w-0 flex-col overflow-hidden rounded-lg border bg-background"
    >
      <ReplayedConversation state={state} />
    </section>
  );
  return (
    <>
      <div
        className={cn("grid grid-cols-1 items-start gap-4", withTools ? "lg:grid-cols-2" : "mx-auto w-full max-w-3xl")}
      >
        {conversation}
        {withTools ? (
          <Tabs
            label={words.whatTheyDid}
            className="min-w-0"
            tabs={[
              { value: "steps", label: words.steps, content: <ReplayedSteps state={state} /> },
              {
                value: "timeline",
                label: words.timeline,
                content: <ReplayedTimeline moments={moments} until={until} />,
              },
              ...(hasPlan ? [{ value: "plan", label: words.plan, content: plan }] : []),
            ]}
          />
        ) : null}
      </div>
      <ReplayBar
        label={words.moment}
        moments={moments}
        seqs={seqs}
        until={until}
        from={Date.parse(events[0]?.at ?? "")}
        goTo={goTo}
      />
    </>
  );
}
