"use client";

import { useMemo } from "react";
import { AgentsContext } from "../../../../../components/session/agents-context.ts";
import { WatchedChat } from "../../../../../components/session/chat-context.tsx";
import { MessageList } from "../../../../../components/session/message-list.tsx";
import { Rail } from "../../../../../components/session/rail/rail.tsx";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { Skeleton } from "../../../../../components/ui/skeleton.tsx";
import { strings } from "../strings.ts";
import "../../../../../components/session/session.css";

/** The conversation, the state and what was shown, as they were at the moment. */
export function SessionView() {
  const { moments, agents, isLive, events } = useRunScreen();
  const cards = useMemo(
    () => [...new Map(Object.values(agents).map((agent) => [agent.name, agent])).values()],
    [agents],
  );
  const last = events.at(-1);
  if (!moments) return <Skeleton className="h-80 w-full" />;
  return (
    <AgentsContext value={cards}>
      <WatchedChat>
        <p className="mb-2 text-muted-foreground text-sm">
          {isLive || !last ? strings.asItIs : strings.asItWas(strings.happened[last.type] ?? last.type)}
        </p>
        <div className="grid grid-cols-1 gap-3 2xl:grid-cols-[minmax(0,1fr)_18rem]">
          <section
            aria-label={strings.conversation}
            className="flex h-[min(70dvh,44rem)] min-w-0 flex-col overflow-hidden rounded-lg border bg-background"
          >
            <MessageList />
          </section>
          <aside
            aria-label={strings.stateOf}
            className="min-w-0 overflow-y-auto rounded-lg border bg-sidebar max-h-[min(70dvh,44rem)] 2xl:h-[min(70dvh,44rem)]"
          >
            <Rail />
          </aside>
        </div>
      </WatchedChat>
    </AgentsContext>
  );
}
