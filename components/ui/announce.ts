type Listener = (text: string, urgent: boolean) => void;

const listeners = new Set<Listener>();

/** Says something to those who listen to the page instead of seeing it. `urgent` interrupts what is being read. */
export function announce(text: string, { urgent = false }: { urgent?: boolean } = {}): void {
  for (const listener of listeners) listener(text, urgent);
}

export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
