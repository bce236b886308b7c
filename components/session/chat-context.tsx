"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { Command, CommandOf } from "../../lib/core/commands.ts";
import type { WhileRunning } from "../../lib/core/fields.ts";
import { useSession, useSessionStore } from "../live/use-session.ts";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";
import { ActContext } from "./use-act.ts";

/** What a person has sent and the log has not shown yet. */
export interface Outgoing {
  id: string;
  content: string;
  to?: string;
  mode?: WhileRunning;
  /** The log's head after it was taken in. */
  head: number | null;
  error: string | null;
}

interface Actions {
  /** False, and told to the person, when it was refused. */
  act(command: Command): Promise<boolean>;
  post(message: Omit<CommandOf<"message.post">, "type">): void;
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
  const sent = useRef(0);

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

  const post = useCallback(
    (message: Omit<CommandOf<"message.post">, "type">) => {
      if (!store) return;
      const id = `outgoing-${++sent.current}`;
      const change = (changes: Partial<Outgoing>) =>
        setOutbox((all) => all.map((each) => (each.id === id ? { ...each, ...changes } : each)));
      const { content, whileRunning } = message;
      const to = typeof message.to === "string" ? message.to : undefined;
      setOutbox((all) => [
        ...all,
        { id, content, head: null, error: null, ...(to && { to }), ...(whileRunning && { mode: whileRunning }) },
      ]);
      setLeafId(null);
      store.send({ type: "message.post", ...message }).then(
        ({ head }) => change({ head }),
        (error: unknown) => change({ error: sentenceOf(error) }),
      );
    },
    [store],
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

export function useChat(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("There is no chat around this component.");
  return actions;
}

/** What is still on its way: once the log shows it, it is no longer here. */
export function useOutbox(): readonly Outgoing[] {
  const outbox = useContext(OutboxContext);
  const head = useSession((shown) => shown.state.head);
  return outbox.filter((each) => each.head === null || each.head > head);
}

/** The end of the branch that a person looks at, where it is not the session's own. */
export function useShownBranch(): string | null {
  return useContext(BranchContext);
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
