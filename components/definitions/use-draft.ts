"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isAppError } from "../../lib/core/errors.ts";
import type { Body } from "../../lib/definitions/definition.ts";
import { callApi } from "../live/call-api.ts";

/** What `GET /{kind}s/{name}/draft` answers. */
export interface Edited {
  name: string;
  body: Body;
  hash: string;
  version: number | null;
  changedAt: string | null;
}

export type DraftStatus = "saved" | "published" | "changed" | "saving" | "failed";

export interface Draft {
  /** `/agents/general`. */
  path: `/${string}`;
  name: string;
  body: Body;
  status: DraftStatus;
  /** Why it could not be saved. */
  trouble: string | null;
  /** Somebody else changed it meanwhile. */
  conflict: boolean;
  /** Of what the server has; another one after each change. */
  hash: string;
  version: number | null;
  /** Takes these fields over; what is undefined or an empty text is left out. It is saved a moment later. */
  change(fields: Body): void;
  /** Saves now. False: it could not be saved. */
  save(): Promise<boolean>;
  /** Learns what the server has now. */
  reload(): Promise<void>;
}

/** How long nothing is typed before it is saved. */
const restMs = 800;

const DraftContext = createContext<Draft | null>(null);
export const DraftProvider = DraftContext.Provider;

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error("There is no draft around this component.");
  return draft;
}

/** A definition that is being written: kept on the server as it is typed, and never over somebody else's change. */
export function useEditedDraft(path: `/${string}`, initial: Edited): Draft {
  const [server, setServer] = useState(initial);
  const [body, setBody] = useState(initial.body);
  const [status, setStatus] = useState<DraftStatus>(initial.changedAt === null ? "published" : "saved");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const latest = useRef({ body: initial.body, saved: initial.body, hash: initial.hash });
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    const write = async (): Promise<boolean> => {
      await running.current;
      const { body: wanted, saved, hash } = latest.current;
      if (wanted === saved) return true;
      setStatus("saving");
      try {
        const kept = await callApi<Edited>("PUT", `${path}/draft`, { ...wanted, expectedHash: hash });
        latest.current = { ...latest.current, saved: wanted, hash: kept.hash };
        setServer(kept);
        setTrouble(null);
        setStatus(latest.current.body !== wanted ? "changed" : kept.changedAt === null ? "published" : "saved");
        return true;
      } catch (error) {
        setTrouble(error instanceof Error ? error.message : String(error));
        setConflict(isAppError(error) && error.code === "conflict");
        setStatus("failed");
        return false;
      }
    };
    const written = write();
    running.current = written;
    return written;
  }, [path]);

  const change = useCallback(
    (fields: Body) => {
      const next = Object.fromEntries(
        Object.entries({ ...latest.current.body, ...fields }).filter(
          ([, value]) => value !== undefined && value !== "",
        ),
      );
      latest.current = { ...latest.current, body: next };
      setBody(next);
      setStatus("changed");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), restMs);
    },
    [save],
  );

  const reload = useCallback(async () => {
    clearTimeout(timer.current);
    const now = await callApi<Edited>("GET", `${path}/draft`);
    latest.current = { body: now.body, saved: now.body, hash: now.hash };
    setServer(now);
    setBody(now.body);
    setTrouble(null);
    setConflict(false);
    setStatus(now.changedAt === null ? "published" : "saved");
  }, [path]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      void save();
    };
    // What was typed last is not lost with the page.
    const onLeave = () => void save();
    window.addEventListener("keydown", onKey);
    window.addEventListener("pagehide", onLeave);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pagehide", onLeave);
      void save();
    };
  }, [save]);

  return useMemo(() => {
    const { name, hash, version } = server;
    return { path, name, body, status, trouble, conflict, hash, version, change, save, reload };
  }, [path, server, body, status, trouble, conflict, change, save, reload]);
}
