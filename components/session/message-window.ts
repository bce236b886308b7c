/** Which of the items are drawn: the newest ones, or those around one that was jumped to. */
export interface MessageWindow {
  first: number;
  /** Behind the last one; `null` is the end, wherever it moves. */
  until: number | null;
}

export const windowStep = 30;
/** What a reader wants to see before it, and what is drawn behind it at first. */
const before = 20;
const behind = 40;

/** The newest `wanted` of `count`. */
export function newestWindow(count: number, wanted: number): MessageWindow {
  return { first: Math.max(0, count - wanted), until: null };
}

/** A window that shows the item at `index`; the one that is there already, if it does. */
export function windowAround(now: MessageWindow, count: number, index: number): MessageWindow {
  if (index >= now.first && index < (now.until ?? count)) return now;
  return bounded({ first: index - before, until: index + behind }, count);
}

export function withOlder(now: MessageWindow, count: number): MessageWindow {
  return bounded({ ...now, first: now.first - windowStep }, count);
}

export function withNewer(now: MessageWindow, count: number): MessageWindow {
  return bounded({ ...now, until: now.until === null ? null : now.until + windowStep }, count);
}

/** One that reaches the end goes along with it. */
export function bounded({ first, until }: MessageWindow, count: number): MessageWindow {
  return { first: Math.max(0, Math.min(first, count - 1)), until: until === null || until >= count ? null : until };
}
