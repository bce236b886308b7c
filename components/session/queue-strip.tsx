"use client";

import Clock from "lucide-react/icons/clock";
import Compass from "lucide-react/icons/compass";
import Pencil from "lucide-react/icons/pencil";
import X from "lucide-react/icons/x";
import Zap from "lucide-react/icons/zap";
import { useState } from "react";
import { type Message, waitingMessages } from "../../lib/core/state.ts";
import { useFolded } from "../live/use-session.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { EditMessage } from "./messages/edit-message.tsx";
import { strings } from "./strings.ts";
import { useAct } from "./use-act.ts";

const looks = {
  queue: { Icon: Clock, text: strings.waitsQueued },
  steer: { Icon: Compass, text: strings.waitsSteer },
  interrupt: { Icon: Zap, text: strings.waitsInterrupt },
  reject: { Icon: Clock, text: strings.waitsQueued },
};

/** Messages that wait for the agent: what for, and the way to change or withdraw them. */
export function QueueStrip() {
  const waiting = useFolded(
    waitingMessages,
    (a, b) => a.length === b.length && a.every((each, index) => each === b[index]),
  );
  if (waiting.length === 0) return null;
  return (
    <ul aria-label={strings.waiting} className="mb-2 grid max-h-40 grid-cols-[minmax(0,1fr)] gap-1 overflow-y-auto">
      {waiting.map((message) => (
        <WaitingMessage key={message.id} message={message} />
      ))}
    </ul>
  );
}

function WaitingMessage({ message }: { message: Message }) {
  const { act, busy } = useAct();
  const [editing, setEditing] = useState(false);
  const { Icon, text } = looks[message.whileRunning ?? "queue"];
  return (
    <li className="rounded-lg border border-dashed bg-card px-3 py-1 text-sm">
      {editing ? (
        <EditMessage message={message} onClose={() => setEditing(false)} />
      ) : (
        <div className="flex items-center gap-2">
          <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          <div className="min-w-0 flex-1">
            <p className="truncate">{message.content}</p>
            <p className="text-muted-foreground text-xs">{text}</p>
          </div>
          <IconButton label={strings.change} icon={<Pencil />} size="small" onClick={() => setEditing(true)} />
          <IconButton
            label={strings.withdraw}
            icon={<X />}
            size="small"
            disabled={busy}
            onClick={() => void act({ type: "message.withdraw", messageId: message.id })}
          />
        </div>
      )}
    </li>
  );
}
