"use client";

import { useEffect, useRef, useState } from "react";
import type { Message } from "../../../lib/core/state.ts";
import { Button } from "../../ui/button.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { useChat } from "../chat-context.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";

/** Says it differently: a new branch begins beside what was said. What still waits is changed in its place. */
export function EditMessage({ message, onClose }: { message: Message; onClose: () => void }) {
  const { showBranch } = useChat();
  const { act, busy } = useAct();
  const [text, setText] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(message.content.length, message.content.length);
  }, [message.content]);

  async function submit(): Promise<void> {
    if (text.trim() === "") return;
    if (!(await act({ type: "message.edit", messageId: message.id, content: text }))) return;
    showBranch(null);
    onClose();
  }

  return (
    <form
      className="grid gap-2 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        ref={field}
        aria-label={strings.editing}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") {
            event.stopPropagation();
            onClose();
          } else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            void submit();
          }
        }}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" busy={busy}>
          {message.status === "waiting" ? strings.save : strings.sendEdited}
        </Button>
        <Button variant="ghost" size="small" onClick={onClose}>
          {strings.cancel}
        </Button>
      </div>
    </form>
  );
}
