"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { equalJson } from "../../lib/core/equal-json.ts";
import { isAppError } from "../../lib/core/errors.ts";
import type { Body } from "../../lib/definitions/definition.ts";
import { callApi } from "../live/call-api.ts";
import { forgetUnsaved, keepUnsaved, takeUnsaved } from "./unsaved-draft.ts";

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
  /** Another one when the body has become another one by itself: fields that hold their own text begin anew. */
  round: number;
  /** Takes these fields over; what is undefined or an empty text is left out. It is saved a moment later. */
  change(fields: Body): void;
  /** Saves now. False: it could not be saved. `leaving`: the page may be gone before it is answered. */
  save(how?: { leaving: boolean }): Promise<boolean>;
  /** Learns what the server has now. */
  reload(): Promise<void>;
}

/** How long nothing is typed before it is saved. */
const restMs = 800;

/** What the server had last, as far as this tab knows: the way back may show a page from before that. */
const hashes = new Map<string, string>();

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
  const [round, setRound] = useState(0);
  const latest = useRef({ body: initial.body, saved: initial.body, hash: initial.hash });
  const running = useRef<Promise<boolean> | null>(null);
  const troubled = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(
    (how?: { leaving: boolean }): Promise<boolean> => {
      clearTimeout(timer.current);
      const write = async (): Promise<boolean> => {
        if (running.current !== null) await running.current;
        const { body: wanted, saved, hash } = latest.current;
        if (wanted === saved) return true;
        setStatus("saving");
        try {
          const kept = await callApi<Edited>("PUT", `${path}/draft`, { ...wanted, expectedHash: hash }, how).catch(
            (error: unknown) => keptAlready(path, wanted, error),
          );
          latest.current = { ...latest.current, saved: wanted, hash: kept.hash };
          hashes.set(path, kept.hash);
          if (latest.current.body === wanted) forgetUnsaved(path);
          setServer(kept);
          setTrouble(null);
          troubled.current = false;
          setStatus(latest.current.body !== wanted ? "changed" : kept.changedAt === null ? "published" : "saved");
          return true;
        } catch (error) {
          troubled.current = true;
          setTrouble(error instanceof Error ? error.message : String(error));
          setConflict(isAppError(error) && error.code === "conflict");
          setStatus("failed");
          return false;
        }
      };
      const written = write().finally(() => {
        if (running.current === written) running.current = null;
      });
      running.current = written;
      return written;
    },
    [path],
  );

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

  const show = useCallback(
    (now: Edited) => {
      latest.current = { body: now.body, saved: now.body, hash: now.hash };
      hashes.set(path, now.hash);
      troubled.current = false;
      setServer(now);
      setBody(now.body);
      setTrouble(null);
      setConflict(false);
      setStatus(now.changedAt === null ? "published" : "saved");
      setRound((before) => before + 1);
    },
    [path],
  );

  const reload = useCallback(async () => {
    clearTimeout(timer.current);
    show(await callApi<Edited>("GET", `${path}/draft`));
    forgetUnsaved(path);
  }, [path, show]);

  // A page that comes back may be older than what was typed in it before it went, or than what the server has.
  useEffect(() => {
    const unsaved = takeUnsaved(path);
    if (unsaved) {
      latest.current = { ...latest.current, body: unsaved.body, hash: unsaved.hash };
      setBody(unsaved.body);
      setRound((before) => before + 1);
      void save();
      return;
    }
    const shown = latest.current;
    const seen = hashes.get(path);
    if (seen === undefined || seen === shown.hash) return;
    callApi<Edited>("GET", `${path}/draft`).then(
      (now) => {
        if (latest.current === shown && now.hash !== shown.hash) show(now);
      },
      () => {
        // Whoever changes something is told then that the server cannot be reached.
      },
    );
  }, [path, save, show]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      void save();
    };
    // What was typed last is not lost with the page; where it could not be saved, the person is asked first.
    const keep = () => {
      const { body: typed, saved, hash } = latest.current;
      if (typed !== saved) keepUnsaved(path, { body: typed, hash });
    };
    const onLeave = () => {
      keep();
      void save({ leaving: true });
    };
    const onBeforeLeave = (event: BeforeUnloadEvent) => {
      if (troubled.current && latest.current.body !== latest.current.saved) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("pagehide", onLeave);
    window.addEventListener("beforeunload", onBeforeLeave);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pagehide", onLeave);
      window.removeEventListener("beforeunload", onBeforeLeave);
      keep();
      void save();
    };
  }, [path, save]);

  return useMemo(() => {
    const { name, hash, version } = server;
    return { path, name, body, status, trouble, conflict, hash, version, round, change, save, reload };
  }, [path, server, body, status, trouble, conflict, round, change, save, reload]);
}

/** Who is told that it was changed may have changed it: a page that went does not hear that its last words were kept. */
async function keptAlready(path: `/${string}`, wanted: Body, error: unknown): Promise<Edited> {
  if (!isAppError(error) || error.code !== "conflict") throw error;
  const now = await callApi<Edited>("GET", `${path}/draft`);
  if (!equalJson(now.body, wanted)) throw error;
  return now;
}
