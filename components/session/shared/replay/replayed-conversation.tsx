"use client";

import { lazy, Suspense, useMemo, useState } from "react";
import { openReplies, runStatus, type SessionState } from "../../../../lib/core/state.ts";
import { sharedConversation } from "../../../../lib/export/shared-conversation.ts";
import { Button } from "../../../ui/button.tsx";
import { ScrollBox } from "../../../ui/scroll-box.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { aroundStrings } from "../../strings-around.ts";
import { SharedMessageView } from "../shared-message.tsx";

const words = aroundStrings.share;
const atOnce = 50;
const SharedSurfaces = lazy(() =>
  import("./shared-surfaces.tsx").then((module) => ({ default: module.SharedSurfaces })),
);

/** What had been said and shown by then, the newest in view. */
export function ReplayedConversation({ state }: { state: SessionState }) {
  const { messages } = useMemo(() => sharedConversation(state), [state]);
  const [most, setMost] = useState(atOnce);
  const first = Math.max(0, messages.length - most);
  return (
    <ScrollBox
      as="div"
      role="log"
      aria-live="off"
      label={words.said}
      className="flex h-full flex-col-reverse overflow-y-auto overscroll-contain px-3 sm:px-5"
    >
      <div className="mx-auto mb-auto w-full max-w-3xl py-3">
        {first > 0 ? (
          <div className="flex justify-center py-2">
            <Button variant="outline" size="small" onClick={() => setMost(most + atOnce)}>
              {words.older(Math.min(atOnce, first))}
            </Button>
          </div>
        ) : null}
        {messages.length === 0 ? <p className="py-6 text-muted-foreground">{words.nothingYet}</p> : null}
        {messages.slice(first).map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a message's place is what it is
          <SharedMessageView key={first + index} message={message} place={first + index}>
            {(callId) => {
              const surfaces = state.surfaces.filter((surface) => surface.callId === callId);
              return surfaces.length === 0 ? null : (
                <Suspense fallback={<Skeleton className="my-2 h-40 w-full" />}>
                  <SharedSurfaces surfaces={surfaces} state={state} />
                </Suspense>
              );
            }}
          </SharedMessageView>
        ))}
        {openReplies(state).map((run) => (
          <p key={run.id} className="py-2 text-muted-foreground text-sm italic">
            {words.isAt[whatOf(runStatus(run))](run.agent)}
          </p>
        ))}
      </div>
    </ScrollBox>
  );
}

function whatOf(status: ReturnType<typeof runStatus>): "work" | "wait" | "rest" {
  return status === "waiting" ? "wait" : status === "paused" ? "rest" : "work";
}
