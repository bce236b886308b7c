"use client";

import { useState } from "react";

export interface Work {
  busy: boolean;
  /** What went wrong the last time, in the server's own sentence. */
  error: string | null;
  /** Does one thing at a time. True when it went well. */
  work(what: () => Promise<unknown>): Promise<boolean>;
  forget(): void;
}

/** A button's or a form's piece of work with the server: whether it is under way, and what went wrong. */
export function useWork(): Work {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return {
    busy,
    error,
    forget: () => setError(null),
    async work(what) {
      setBusy(true);
      setError(null);
      try {
        await what();
        return true;
      } catch (failure) {
        setError(failure instanceof Error ? failure.message : String(failure));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
