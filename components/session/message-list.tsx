"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useSession } from "../live/use-session.ts";
import { Button } from "../ui/button.tsx";
import { ScrollBox } from "../ui/scroll-box.tsx";
import { useOutbox, useShownBranch } from "./chat-context.tsx";
import { DaySeparator } from "./day-separator.tsx";
import { SeamLine } from "./flow/seam-line.tsx";
import {
  bounded,
  type MessageWindow,
  newestWindow,
  windowAround,
  windowStep,
  withNewer,
  withOlder,
} from "./message-window.ts";
import { AgentMessage } from "./messages/agent-message.tsx";
import { BrokenTurn } from "./messages/broken-turn.tsx";
import { OutgoingMessages } from "./messages/outgoing-messages.tsx";
import { EndedRun, IdleRun } from "./messages/run-state.tsx";
import { UserMessage } from "./messages/user-message.tsx";
import { OtherBranchNote } from "./other-branch-note.tsx";
import { strings } from "./strings.ts";
import { aroundStrings } from "./strings-around.ts";
import { type Item, timelineOf } from "./timeline.ts";
import { useAnnouncements } from "./use-announcements.ts";
import { useJump } from "./use-jump.ts";

/** This near to the end counts as being there. */
const nearPx = 48;

/**
 * The conversation, newest at the end. The scroller is turned upside down (`flex-col-reverse`): it begins at the end
 * without any script, and stays there while the end grows, unless a person scrolled up.
 */
export function MessageList() {
  const state = useSession((shown) => shown.state);
  const partial = useSession((shown) => shown.partial);
  const shownBranch = useShownBranch();
  const items = useMemo(() => timelineOf(state, shownBranch ?? state.leafId), [state, shownBranch]);
  const [view, setView] = useState<{ branch: string | null; window: MessageWindow | number }>({
    branch: null,
    window: windowStep,
  });
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState<{ seen: number } | null>(null);
  useAnnouncements(state);

  // So many of the newest are drawn, older ones on demand; after a jump, what is around it, in that branch alone.
  const held = view.branch === shownBranch || typeof view.window === "number" ? view.window : windowStep;
  const drawn = typeof held === "number" ? newestWindow(items.length, held) : bounded(held, items.length);
  const change = (next: MessageWindow) =>
    setView({ branch: shownBranch, window: next.until === null ? items.length - next.first : next });
  useJump({ state, partial, items, scroller, bring: (index) => change(windowAround(drawn, items.length, index)) });

  const sends = useOutbox().length > 0;
  useEffect(() => {
    // Who sends something wants to see it.
    if (sends) setView((now) => (typeof now.window === "number" ? now : { branch: null, window: windowStep }));
  }, [sends]);

  const { first } = drawn;
  const shown = items.slice(first, drawn.until ?? items.length);
  const newer = items.length - first - shown.length;
  const isAway = away !== null || newer > 0;
  const unseen = away ? Math.max(0, items.length - away.seen) : 0;

  function onScroll(): void {
    const box = scroller.current;
    if (!box) return;
    const leaves = box.scrollTop < -nearPx;
    if (leaves !== (away !== null)) setAway(leaves ? { seen: items.length } : null);
  }

  /** What is new has no height before it is drawn, so it is gone to once more when that is known. */
  function toTheEnd(): void {
    if (newer > 0) flushSync(() => setView({ branch: shownBranch, window: windowStep }));
    const go = () => scroller.current?.scrollTo({ top: 0 });
    go();
    requestAnimationFrame(go);
  }

  return (
    <div className="relative min-h-0 flex-1">
      <ScrollBox
        as="div"
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        label={strings.conversation}
        className="flex h-full flex-col-reverse overflow-y-auto overscroll-contain px-3 sm:px-6"
      >
        <div className="mx-auto mb-auto w-full max-w-3xl pt-4 pb-6">
          {first > 0 || partial ? (
            <div className="flex justify-center py-2">
              <Button
                variant="outline"
                size="small"
                busy={first === 0}
                onClick={() => change(withOlder(drawn, items.length))}
              >
                {first > 0 ? strings.olderMessages(Math.min(first, windowStep)) : strings.loadingOlder}
              </Button>
            </div>
          ) : null}
          {shown.map((item, index) => (
            <Fragment key={item.key}>
              {atOf(item) ? (
                <DaySeparator at={atOf(item) as string} before={index === 0 ? null : lastAt(shown, index)} />
              ) : null}
              <OneItem item={item} />
            </Fragment>
          ))}
          {newer > 0 ? (
            <div className="flex justify-center py-2">
              <Button variant="outline" size="small" onClick={() => change(withNewer(drawn, items.length))}>
                {aroundStrings.jump.newer(Math.min(newer, windowStep))}
              </Button>
            </div>
          ) : null}
          <OutgoingMessages />
        </div>
        {shownBranch ? <OtherBranchNote /> : null}
      </ScrollBox>
      {isAway ? (
        <Button
          variant="outline"
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-md"
          onClick={toTheEnd}
        >
          <ArrowDown aria-hidden="true" />
          {unseen > 0 ? strings.newMessages(unseen) : strings.toTheEnd}
        </Button>
      ) : null}
    </div>
  );
}

function OneItem({ item }: { item: Item }) {
  switch (item.kind) {
    case "said":
      return item.message.author.kind === "agent" ? <AgentMessage item={item} /> : <UserMessage item={item} />;
    case "streaming":
      return <AgentMessage item={item} />;
    case "broke":
      return <BrokenTurn turn={item.turn} />;
    case "seam":
      return <SeamLine seam={item.seam} />;
    case "idle":
      return <IdleRun run={item.run} />;
    case "ended":
      return <EndedRun run={item.run} />;
  }
}

function atOf(item: Item): string | null {
  return item.kind === "said" ? item.message.at : null;
}

function lastAt(items: readonly Item[], before: number): string | null {
  for (let index = before - 1; index >= 0; index--) {
    const at = atOf(items[index] as Item);
    if (at) return at;
  }
  return null;
}
