import type { ReactNode } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { ClockTime } from "../clock-time.tsx";
import { useMe } from "../me-context.ts";
import { strings } from "../strings.ts";

interface Props {
  id: string;
  name: string;
  emoji?: string | undefined;
  kind: "agent" | "person";
  at: string;
  busy?: boolean;
  /** Beside the name. */
  note?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** One message: who, when, what. */
export function MessageFrame({ id, name, emoji, kind, at, busy, note, footer, children }: Props) {
  const heading = `heading-${id}`;
  const me = useMe();
  const isMe = kind === "person" && (me === "" || name === me);
  return (
    <article
      id={`message-${id}`}
      aria-labelledby={heading}
      aria-busy={busy || undefined}
      className="message group/message grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 py-3"
    >
      <Avatar name={name} emoji={emoji} kind={kind} className="mt-0.5" />
      <header className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2">
        <h2 id={heading} className="min-w-0 truncate font-semibold text-sm">
          {isMe ? strings.you : name}
        </h2>
        <ClockTime at={at} />
        {note}
      </header>
      <div className="col-span-2 min-w-0 sm:col-span-1 sm:col-start-2">
        {children}
        {footer ? (
          <footer className="mt-1 flex min-h-7 flex-wrap items-center gap-x-1 gap-y-0.5">{footer}</footer>
        ) : null}
      </div>
    </article>
  );
}
