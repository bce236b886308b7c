export interface Toast {
  title: string;
  description?: string;
  tone?: "info" | "success" | "warning" | "destructive";
  action?: { label: string; onSelect: () => void };
  /** None: it stays until it is closed. */
  timeoutMs?: number | null;
}

const waiting: Toast[] = [];
let show: ((toast: Toast) => void) | null = null;
let wake: (() => void) | null = null;

/** Tells of something that happened and needs no answer. What must not be missed belongs on the page. */
export function toast(each: Toast): void {
  if (show) return show(each);
  waiting.push(each);
  wake?.();
}

/** Called by the region, which is fetched with the first toast. */
export function showToastsWith(listener: (toast: Toast) => void): () => void {
  show = listener;
  for (const each of waiting.splice(0)) listener(each);
  return () => {
    show = null;
  };
}

export function onFirstToast(listener: () => void): () => void {
  wake = listener;
  if (waiting.length > 0) listener();
  return () => {
    wake = null;
  };
}
