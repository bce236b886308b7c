/** What can be undone and done again. What stands now is kept elsewhere. */
export interface History<T> {
  past: readonly T[];
  future: readonly T[];
  /** What the last change was about: typing on in the same field is one change. */
  about: string | null;
}

export const noHistory: History<never> = { past: [], future: [], about: null };

const mostKept = 200;

/** `before` is about to become something else. */
export function recorded<T>(history: History<T>, before: T, about: string | null = null): History<T> {
  if (about !== null && about === history.about && history.future.length === 0) return history;
  return { past: [...history.past, before].slice(-mostKept), future: [], about };
}

/** What to go back to from `now`; null where there is nothing. */
export function undone<T>({ past, future }: History<T>, now: T): { to: T; history: History<T> } | null {
  const to = past.at(-1);
  return to === undefined ? null : { to, history: { past: past.slice(0, -1), future: [now, ...future], about: null } };
}

export function redone<T>({ past, future }: History<T>, now: T): { to: T; history: History<T> } | null {
  const [to, ...rest] = future;
  return to === undefined ? null : { to, history: { past: [...past, now], future: rest, about: null } };
}
