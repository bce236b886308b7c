"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Clock from "lucide-react/icons/clock";
import Compass from "lucide-react/icons/compass";
import GripVertical from "lucide-react/icons/grip-vertical";
import Paperclip from "lucide-react/icons/paperclip";
import Pencil from "lucide-react/icons/pencil";
import X from "lucide-react/icons/x";
import Zap from "lucide-react/icons/zap";
import type { HTMLAttributes } from "react";
import type { Message } from "../../../lib/core/state.ts";
import { cn } from "../../ui/cn.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { EditMessage } from "../messages/edit-message.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";

const looks = {
  queue: { Icon: Clock, text: strings.waitsQueued },
  steer: { Icon: Compass, text: strings.waitsSteer },
  interrupt: { Icon: Zap, text: strings.waitsInterrupt },
  reject: { Icon: Clock, text: strings.waitsQueued },
};

interface Props {
  message: Message;
  /** `sent`: it was delivered while it was edited. */
  editing: "waiting" | "sent" | null;
  onEdit: (begins: boolean) => void;
  /** Something is dragged, and would be put here. */
  isTarget: boolean;
  /** Null: there is no other place for it. */
  moving: { isFirst: boolean; isLast: boolean } | null;
  onMove: (by: -1 | 1) => void;
  drag: HTMLAttributes<HTMLLIElement>;
}

export function WaitingMessage({ message, editing, onEdit, isTarget, moving, onMove, drag }: Props) {
  const { act, busy } = useAct();
  const { Icon, text } = looks[message.whileRunning ?? "queue"];
  const { id, content, attachments = [] } = message;
  return (
    <li
      className={cn(
        "rounded-lg border border-dashed bg-card px-3 py-1 text-sm",
        isTarget && "border-primary bg-accent",
      )}
      {...(editing ? {} : drag)}
    >
      {editing ? (
        <>
          {editing === "sent" ? <p className="pt-1 text-muted-foreground text-xs">{strings.sentMeanwhile}</p> : null}
          <EditMessage message={message} onClose={() => onEdit(false)} />
        </>
      ) : (
        <div className="flex items-center gap-2">
          {moving ? (
            <GripVertical
              aria-hidden="true"
              className="-ml-1.5 size-4 shrink-0 cursor-grab text-muted-foreground pointer-coarse:hidden"
            />
          ) : null}
          <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          <div className="min-w-0 flex-1">
            <p className="truncate">{content}</p>
            <p className="flex items-center gap-2 text-muted-foreground text-xs">
              <span className="min-w-0 truncate">{text}</span>
              {attachments.length > 0 ? (
                <span className="flex shrink-0 items-center gap-0.5">
                  <Paperclip aria-hidden="true" className="size-3" />
                  {strings.files(attachments.length)}
                </span>
              ) : null}
            </p>
          </div>
          {moving ? (
            <span className="flex">
              <IconButton
                label={strings.moveUp}
                icon={<ArrowUp />}
                size="small"
                data-move={`up:${id}`}
                aria-disabled={moving.isFirst || undefined}
                onClick={() => moving.isFirst || onMove(-1)}
              />
              <IconButton
                label={strings.moveDown}
                icon={<ArrowDown />}
                size="small"
                data-move={`down:${id}`}
                aria-disabled={moving.isLast || undefined}
                onClick={() => moving.isLast || onMove(1)}
              />
            </span>
          ) : null}
          <IconButton label={strings.change} icon={<Pencil />} size="small" onClick={() => onEdit(true)} />
          <IconButton
            label={strings.withdraw}
            icon={<X />}
            size="small"
            disabled={busy}
            onClick={() => void act({ type: "message.withdraw", messageId: id })}
          />
        </div>
      )}
    </li>
  );
}
