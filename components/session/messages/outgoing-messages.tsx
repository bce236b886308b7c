"use client";

import { useSession } from "../../live/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { AttachmentList } from "../attachments/attachment-list.tsx";
import { type Outgoing, useChat, useOutbox } from "../chat-context.tsx";
import { strings } from "../strings.ts";

/** What was sent a moment ago: shown at once, before the log has it. */
export function OutgoingMessages() {
  const outbox = useOutbox();
  return outbox.map((each) => <OneOutgoing key={each.id} outgoing={each} />);
}

function OneOutgoing({ outgoing }: { outgoing: Outgoing }) {
  const { discard, post } = useChat();
  const isConnected = useSession((shown) => shown.connection === "live");
  const { message, error } = outgoing;
  return (
    <div className="sm:ml-10 py-3 opacity-80">
      <p className="whitespace-pre-wrap break-words text-[0.9375rem] leading-relaxed">{message.content}</p>
      <AttachmentList files={message.attachments} />
      <p className="mt-1 flex min-h-7 flex-wrap items-center gap-2 text-muted-foreground text-xs" role="status">
        {error ? (
          <>
            <span className="text-destructive">
              {strings.notSent}: {error}
            </span>
            <Button
              size="small"
              variant="outline"
              onClick={() => {
                discard(outgoing.id);
                post(message);
              }}
            >
              {strings.retry}
            </Button>
            <Button size="small" variant="ghost" onClick={() => discard(outgoing.id)}>
              {strings.withdraw}
            </Button>
          </>
        ) : (
          <>
            <Spinner className="size-3.5" />
            {isConnected ? strings.sending : strings.sendsLater}
          </>
        )}
      </p>
    </div>
  );
}
