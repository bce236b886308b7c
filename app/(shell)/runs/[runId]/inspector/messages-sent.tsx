"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { Badge } from "../../../../../components/ui/badge.tsx";
import { Collapsible } from "../../../../../components/ui/collapsible.tsx";
import type { ModelMessage } from "../../../../../lib/core/model.ts";
import type { Run } from "../../../../../lib/core/state.ts";
import { messagesSent, sameMessages } from "../../../../../lib/runs/inspection.ts";
import type { Step } from "../../../../../lib/runs/step.ts";
import { strings } from "../strings.ts";
import { JsonTree } from "./json-tree.tsx";
import { Part } from "./part.tsx";

interface Props {
  step: Step;
  /** The turn before it in the same run, which may be a failed attempt at the same. */
  before: Step | null;
  run: Run;
}

/** What the model was given to read, and which of it the turn before was given already. */
export function MessagesSent({ step, before, run }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Part title={strings.messages}>
      <Collapsible title={strings.messagesSent} onToggle={(event) => setOpened(event.currentTarget.open)}>
        {opened ? <Messages step={step} before={before} run={run} /> : null}
      </Collapsible>
    </Part>
  );
}

function Messages({ step, before, run }: Props) {
  const { moments, agents } = useRunScreen();
  const router = useRouter();
  const agent = agents[`${run.agent}@${run.agentVersion}`];
  const isMissing = agent === undefined;
  useEffect(() => {
    // It began behind the page, which knows only those that were at work before.
    if (isMissing) router.refresh();
  }, [isMissing, router]);
  const sent = useMemo(() => (moments && agent ? messagesSent(moments, step, agent) : []), [moments, agent, step]);
  const same = useMemo(
    () => (moments && agent && before ? sameMessages(messagesSent(moments, before, agent), sent) : 0),
    [moments, agent, before, sent],
  );
  if (!agent) return <p className="text-muted-foreground">{strings.agentGone(run.agent, run.agentVersion)}</p>;
  const difference = !before
    ? strings.firstTurn
    : before.triedAgain && same === sent.length
      ? strings.sameAsAttempt
      : strings.newSince(sent.length - same, same);
  return (
    <>
      <p className="mb-2 text-muted-foreground text-xs">{strings.asTheLogTells}</p>
      <p className="mb-2">{difference}</p>
      <ol aria-label={strings.messages} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {sent.map((message, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent does not change
          <li key={place} className="rounded-md border px-2.5 py-1.5">
            <p className="mb-0.5 flex items-center gap-2 text-muted-foreground text-xs">
              {strings.roles[message.role]}
              {message.role === "tool" ? <code>{message.tool}</code> : null}
              {before && place >= same ? <Badge tone="info">{strings.isNew}</Badge> : null}
            </p>
            <Body message={message} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Body({ message }: { message: ModelMessage }) {
  const calls = message.role === "assistant" ? message.calls : undefined;
  return (
    <>
      <p className="max-h-64 overflow-y-auto whitespace-pre-wrap break-words text-xs leading-relaxed">
        {message.content}
      </p>
      {calls?.map((call) => (
        <div key={call.callId} className="mt-1 overflow-x-auto font-mono text-xs">
          <code>{call.tool}</code>
          <JsonTree value={call.arguments} depth={1} />
        </div>
      ))}
    </>
  );
}
