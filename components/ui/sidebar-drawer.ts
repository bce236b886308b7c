const listeners = new Set<() => void>();

/** Opens the sidebar where the screen is too narrow to show it beside the page. */
export function openSidebarDrawer(): void {
  for (const listener of listeners) listener();
}

export function onOpenSidebarDrawer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
