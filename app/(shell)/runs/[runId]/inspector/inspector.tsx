"use client";

import { lazy, Suspense } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { Card } from "../../../../../components/ui/card.tsx";
import { CopyButton } from "../../../../../components/ui/copy-button.tsx";
import { ScrollBox } from "../../../../../components/ui/scroll-box.tsx";
import { Skeleton } from "../../../../../components/ui/skeleton.tsx";
import { strings } from "../strings.ts";

const Details = lazy(() => import("./details.tsx").then((module) => ({ default: module.Details })));

/** All that is known of the chosen step at the moment, and what the chosen event says. */
export function Inspector() {
  const { moments, events, until, chosen } = useRunScreen();
  const event = events.findLast(({ seq }) => seq === chosen.seq);
  const isChosen = chosen.seq !== null || chosen.step !== null;
  return (
    <section
      id="inspector"
      tabIndex={-1}
      aria-labelledby="inspector-title"
      className="min-w-0 scroll-mt-16 outline-none lg:sticky lg:top-16"
    >
      <div className="mb-2 flex min-h-8 items-center justify-between gap-2">
        <h3 id="inspector-title" className="font-medium text-sm">
          {strings.inspector}
        </h3>
        {event ? <CopyButton text={JSON.stringify(event, null, 2)} label={strings.copyEvent} size="small" /> : null}
      </div>
      <Card className="overflow-hidden">
        {!isChosen ? (
          <p className="px-4 py-6 text-center text-muted-foreground text-sm">{strings.choose}</p>
        ) : !moments ? (
          <Skeleton className="m-4 h-40" />
        ) : event || chosen.step ? (
          <ScrollBox as="div" className="overflow-auto focus-visible:-outline-offset-2 lg:max-h-[calc(100dvh-10rem)]">
            <Suspense fallback={<Skeleton className="m-4 h-40" />}>
              <Details event={event ?? null} />
            </Suspense>
          </ScrollBox>
        ) : (
          <p className="px-4 py-6 text-center text-muted-foreground text-sm">
            {strings.notHere(chosen.seq ?? 0, until)}
          </p>
        )}
      </Card>
    </section>
  );
}
