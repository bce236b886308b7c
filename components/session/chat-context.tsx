"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { Command, CommandOf } from "../../lib/core/commands.ts";
import { isAppError } from "../../lib/core/errors.ts";
import { newCommandId } from "../live/new-command-id.ts";
import type { SessionStore } from "../live/session-store.ts";
import { useSession, useSessionStore } from "../live/use-session.ts";
import { toast } from "../ui/toast.ts";
import { type KeptMessage, keptOutbox } from "./kept-outbox.ts";
import { strings } from "./strings.ts";
import { ActContext } from "./use-act.ts";

/** What a person has sent and the log has not shown yet. */
export interface Outgoing {
  id: string;
  message: Omit<CommandOf<"message.post">, "type">;
  /** The log's head after it was taken in. */
  head: number | null;
  error: string | null;
}

interface Actions {
  /** False, and told to the person, when it was refused. */
  act(command: Command): Promise<boolean>;
  post(message: Outgoing["message"]): void;
  discard(outgoingId: string): void;
  /** Shows the branch that ends there; null is the one that the session is in. */
  showBranch(leafId: string | null): void;
}

const ActionsContext = createContext<Actions | null>(null);
const OutboxContext = createContext<readonly Outgoing[]>([]);
const BranchContext = createContext<string | null>(null);

export function ChatProvider({ children }: { children: ReactNode }) {
  const store = useSessionStore();
  const [outbox, setOutbox] = useState<readonly Outgoing[]>([]);
  const [leafId, setLeafId] = useState<string | null>(null);

  const act = useCallback(
    async (command: Command): Promise<boolean> => {
      if (!store) return false;
      try {
        await store.send(command);
        return true;
      } catch (error) {
        toast({ title: strings.actionFailed, description: sentenceOf(error), tone: "destructive" });
        return false;
      }
    },
    [store],
  );

  const send = useCallback((open: SessionStore, { commandId: id, message }: KeptMessage) => {
    const change = (changes: Partial<Outgoing>) =>
      setOutbox((all) => all.map((each) => (each.id === id ? { ...each, ...changes } : each)));
    setOutbox((all) => (all.some((each) => each.id === id) ? all : [...all, { id, message, head: null, error: null }]));
    keptOutbox.add(open.sessionId, { commandId: id, message });
    open.send({ type: "message.post", ...message }, id).then(
      ({ head }) => {
        keptOutbox.remove(open.sessionId, id);
        change({ head });
      },
      (error: unknown) => {
        // A page that is left has not been refused: what it sent is sent again when it comes back.
        if (isAppError(error) && error.code === "gone") return;
        keptOutbox.remove(open.sessionId, id);
        change({ error: sentenceOf(error) });
      },
    );
  }, []);

  useEffect(() => {
    if (store) for (const kept of keptOutbox.read(store.sessionId)) send(store, kept);
  }, [store, send]);

  const post = useCallback(
    (message: Outgoing["message"]) => {
      if (!store) return;
      setLeafId(null);
      send(store, { commandId: newCommandId(), message });
    },
    [store, send],
  );

  const actions = useMemo<Actions>(
    () => ({
      act,
      post,
      discard: (id) => setOutbox((all) => all.filter((each) => each.id !== id)),
      showBranch: setLeafId,
    }),
    [act, post],
  );

  return (
    <ActionsContext value={actions}>
      <ActContext value={act}>
        <BranchContext value={leafId}>
          <OutboxContext value={outbox}>{children}</OutboxContext>
        </BranchContext>
      </ActContext>
    </ActionsContext>
  );
}

/** A conversation to look at, for which what stands around it sends commands: nobody writes here. */
export function WatchedChat({ children }: { children: ReactNode }) {
  const send = useContext(ActContext);
  const [leafId, setLeafId] = useState<string | null>(null);
  const actions = useMemo<Actions>(
    () => ({
      act: async (command) => (send ? send(command) : false),
      post: () => {},
      discard: () => {},
      showBranch: setLeafId,
    }),
    [send],
  );
  return (
    <ActionsContext value={actions}>
      <BranchContext value={leafId}>{children}</BranchContext>
    </ActionsContext>
  );
}

export function useChat(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("There is no chat around this component.");
  return actions;
}

/** What is still on its way: once the log shows it, it is no longer here. */
export function useOutbox(): readonly Outgoing[] {
  const outbox = useContext(OutboxContext);
  const head = useSession((shown) => shown.state.head);
  const told = useSession((shown) => shown.told);
  return outbox.filter((each) => !told.has(each.id) && (each.head === null || each.head > head));
}

/** The end of the branch that a person looks at, where it is not the session's own. */
export function useShownBranch(): string | null {
  return useContext(BranchContext);
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
