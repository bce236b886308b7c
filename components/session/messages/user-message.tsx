"use client";

import Pencil from "lucide-react/icons/pencil";
import { memo, useState } from "react";
import { Badge } from "../../ui/badge.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { AttachmentList } from "../attachments/attachment-list.tsx";
import { strings } from "../strings.ts";
import { type Item, sameItem } from "../timeline.ts";
import { BranchPicker } from "./branch-picker.tsx";
import { EditMessage } from "./edit-message.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { MessageMenu } from "./message-menu.tsx";

type Said = Extract<Item, { kind: "said" }>;

export const UserMessage = memo(
  function UserMessage({ item }: { item: Said }) {
    const { message, siblings } = item;
    const [editing, setEditing] = useState(false);
    const isPerson = message.author.kind === "user";
    return (
      <MessageFrame
        id={message.id}
        name={message.author.id}
        kind={isPerson ? "person" : "agent"}
        at={message.at}
        note={
          <>
            <Notes message={message} />
            {editing ? null : (
              <span className="quiet-actions ml-auto flex">
                <CopyButton text={message.content} label={strings.copyMessage} size="small" />
                {isPerson ? (
                  <IconButton label={strings.edit} icon={<Pencil />} size="small" onClick={() => setEditing(true)} />
                ) : null}
                <MessageMenu message={message} />
              </span>
            )}
          </>
        }
        footer={siblings ? <BranchPicker siblings={siblings} /> : null}
      >
        {editing ? (
          <EditMessage message={message} onClose={() => setEditing(false)} />
        ) : (
          <p className="whitespace-pre-wrap break-words text-[0.9375rem] leading-relaxed">{message.content}</p>
        )}
        <AttachmentList files={message.attachments} />
      </MessageFrame>
    );
  },
  (a, b) => sameItem(a.item, b.item),
);

function Notes({ message }: { message: Said["message"] }) {
  return (
    <>
      {message.to?.map((name) => (
        <Badge key={name} tone="primary">
          @{name}
        </Badge>
      ))}
      {message.delivered ? <Badge tone="outline">{receiptOf(message)}</Badge> : null}
    </>
  );
}

/** How it reached the agent. */
function receiptOf({ delivered, whileRunning }: Said["message"]): string {
  if (delivered === "steered") return strings.wasSteered;
  return whileRunning === "interrupt" ? strings.hasInterrupted : strings.wasQueued;
}
