import Link from "next/link";
import type { SharedConversation } from "../../../lib/export/shared-conversation.ts";
import { buttonStyle } from "../../ui/button.tsx";
import { TroupeMark } from "../../ui/troupe-mark.tsx";
import { aroundStrings } from "../strings-around.ts";
import { SharedMessageView } from "./shared-message.tsx";
import "../session.css";

interface Props {
  conversation: SharedConversation;
  sharedAt: string;
  /** Counted from 1. */
  page: number;
  /** Where it is replayed. */
  replay: string;
  /** Where every step of the agents is told; null where it is not shared. */
  steps: string | null;
}

export const messagesPerPage = 100;
const words = aroundStrings.share;

/** A conversation to be read by anybody. It says everything without a script. */
export function SharedView({ conversation: { title, messages }, sharedAt, page, replay, steps }: Props) {
  const pages = Math.max(1, Math.ceil(messages.length / messagesPerPage));
  const first = (page - 1) * messagesPerPage;
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
      <header className="border-b pb-4">
        <p className="flex items-center gap-2 text-muted-foreground text-sm">
          <TroupeMark className="size-4 shrink-0 text-primary" />
          {words.readOnly}
        </p>
        <h1 className="mt-3 text-balance break-words font-semibold text-2xl tracking-tight">{title}</h1>
        <p className="mt-1 text-muted-foreground text-sm">
          {words.asOf} <time dateTime={sharedAt}>{`${sharedAt.slice(0, 10)} ${sharedAt.slice(11, 16)} UTC`}</time>
          <HeaderLink to={replay} label={words.replay} />
          {steps ? <HeaderLink to={steps} label={words.everyStep} /> : null}
        </p>
      </header>
      {messages.length === 0 ? <p className="py-8 text-muted-foreground">{words.nothing}</p> : null}
      {messages.slice(first, first + messagesPerPage).map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is shared does not change
        <SharedMessageView key={first + index} message={message} place={first + index} />
      ))}
      {pages > 1 ? (
        <nav aria-label={words.pages} className="mt-4 flex items-center justify-between gap-3 border-t pt-4 text-sm">
          <PageLink to={page - 1} last={pages} label={words.earlier} />
          <span className="text-muted-foreground tabular-nums">{words.page(page, pages)}</span>
          <PageLink to={page + 1} last={pages} label={words.later} />
        </nav>
      ) : null}
    </main>
  );
}

function HeaderLink({ to, label }: { to: string; label: string }) {
  return (
    <>
      {" · "}
      <Link href={to} prefetch={false} className="text-primary underline underline-offset-4">
        {label}
      </Link>
    </>
  );
}

function PageLink({ to, last, label }: { to: number; last: number; label: string }) {
  if (to < 1 || to > last) return <span />;
  return (
    <Link href={`?page=${to}`} prefetch={false} className={buttonStyle({ variant: "outline", size: "small" })}>
      {label}
    </Link>
  );
}
