"use client";

import { useParams, useRouter } from "next/navigation";
import { type ReactNode, useId, useMemo, useState } from "react";
import { AppError } from "../../lib/core/errors.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { deleteSession, pinSession, renameSession } from "../live/change-session.ts";
import { useFoundMessages } from "../live/use-found-messages.ts";
import { useSessionList, useSessionListStore } from "../live/use-session-list.tsx";
import { AlertDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { MessageHits } from "./message-hits.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { SessionRow, type SessionRowActions } from "./session-row.tsx";
import { strings } from "./strings.ts";

/** Every session, pinned ones first, with what can be done to each. */
export function SessionList() {
  const store = useSessionListStore();
  const { pinned, others, search, settled, hasMore, loading, failure } = useSessionList();
  const { sessionId: current } = useParams<{ sessionId?: string }>();
  const router = useRouter();
  const [renaming, setRenaming] = useState<{ session: SessionSummary; open: boolean } | null>(null);
  const [deleting, setDeleting] = useState<{ session: SessionSummary; open: boolean } | null>(null);

  const actions = useMemo<SessionRowActions>(
    () => ({
      pin: (session, pin) => void pinSession(store, session, pin).catch(sayFailure),
      rename: (session) => setRenaming({ session, open: true }),
      delete: (session) => setDeleting({ session, open: true }),
    }),
    [store],
  );

  async function remove(session: SessionSummary): Promise<void> {
    await deleteSession(store, session.id);
    if (session.id === current) router.push("/chat");
    toast({ title: strings.deleted, tone: "success" });
  }

  const rows = (sessions: readonly SessionSummary[]) =>
    sessions.map((session) => (
      <SessionRow key={session.id} session={session} current={session.id === current} actions={actions} />
    ));
  const messages = useFoundMessages(search, 5);
  const nothing = pinned.length + others.length + messages.length === 0 && settled && !loading;

  return (
    <nav aria-label={strings.sessions} className="flex flex-col gap-3" aria-busy={!settled}>
      {failure ? (
        <p role="alert" className="px-2.5 text-destructive text-xs">
          {failure}
        </p>
      ) : null}
      {pinned.length > 0 ? <Section title={strings.pinned} rows={rows(pinned)} /> : null}
      {others.length > 0 ? <Section title={search ? strings.found : strings.recent} rows={rows(others)} /> : null}
      {search ? <MessageHits words={search} hits={messages} /> : null}
      {nothing ? (
        <p className="px-2.5 text-muted-foreground text-xs leading-relaxed">
          {search ? strings.nothingFound(search) : strings.noSessions}
        </p>
      ) : null}
      {hasMore ? (
        <Button variant="ghost" size="small" busy={loading} onClick={() => void store.loadMore()}>
          {strings.showMore}
        </Button>
      ) : null}
      {renaming ? (
        <RenameDialog
          key={renaming.session.id}
          open={renaming.open}
          onOpenChange={(open) => setRenaming({ ...renaming, open })}
          title={renaming.session.title}
          onRename={(title) => renameSession(store, renaming.session.id, title)}
        />
      ) : null}
      {deleting ? (
        <AlertDialog
          open={deleting.open}
          onOpenChange={(open) => setDeleting({ ...deleting, open })}
          title={strings.deleteTitle(deleting.session.title)}
          description={strings.deleteDescription}
          confirmLabel={strings.deleteConfirm}
          onConfirm={() => remove(deleting.session)}
        />
      ) : null}
    </nav>
  );
}

function Section({ title, rows }: { title: string; rows: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="px-2.5 pb-1 font-medium text-muted-foreground text-xs">
        {title}
      </h2>
      <ul className="grid grid-cols-1 gap-px">{rows}</ul>
    </section>
  );
}

function sayFailure(error: unknown): void {
  toast({ title: error instanceof AppError ? error.message : String(error), tone: "destructive" });
}
