"use client";

import { useParams } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import type { SessionPage } from "../live/session-list-store.ts";
import { markSeen } from "../live/use-seen.ts";
import { SessionListProvider, useSessionListStore } from "../live/use-session-list.tsx";
import { preloadAlertDialog } from "../ui/alert-dialog.tsx";
import { preloadDialog } from "../ui/dialog.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { onOpenSidebarDrawer } from "../ui/sidebar-drawer.ts";
import { appearanceNow, changeAppearance } from "../ui/use-appearance.ts";
import { CommandPalette, preloadPalette } from "./command-palette.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { Sidebar } from "./sidebar.tsx";
import { strings } from "./strings.ts";
import { useAnomalyNotifications } from "./use-anomaly-notifications.ts";
import { useConnectionNews } from "./use-connection-news.ts";
import { useNotifications } from "./use-notifications.ts";
import { type AnsweringLink, useShellActions } from "./use-shell-actions.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTitleBadge } from "./use-title-badge.ts";
import { useWaitingNews } from "./use-waiting-news.ts";

/** What stands around every page: the sidebar, the palette, the shortcuts. `sessions` is what the page came with. */
export function AppShell({
  sessions,
  answering,
  children,
}: {
  sessions: SessionPage;
  answering: readonly AnsweringLink[];
  children: ReactNode;
}) {
  return (
    <SessionListProvider initial={sessions}>
      <Frame answering={answering}>{children}</Frame>
    </SessionListProvider>
  );
}

function Frame({ answering, children }: { answering: readonly AnsweringLink[]; children: ReactNode }) {
  const [above, setAbove] = useState<"palette" | "sheet" | "drawer" | null>(null);
  const show = (what: typeof above) => (open: boolean) => setAbove(open ? what : null);
  const openPalette = () => setAbove("palette");

  useShellActions({ answering, openPalette, openSheet: () => setAbove("sheet"), toggleSidebar });
  useShortcuts();
  useConnectionNews();
  const waiting = useWaitingNews();
  useTitleBadge(waiting);
  useNotifications();
  useAnomalyNotifications();
  useSeenSession();
  useEffect(() => onOpenSidebarDrawer(() => setAbove("drawer")), []);
  useEffect(preloadWhenIdle, []);

  return (
    <div className="flex min-h-dvh" data-waiting={waiting > 0 ? "" : undefined}>
      <aside
        aria-label={strings.sidebar}
        className="sticky top-0 hidden h-dvh w-64 shrink-0 border-r bg-sidebar md:block collapsed:w-13"
      >
        <Sidebar onOpenPalette={openPalette} onToggle={toggleSidebar} />
      </aside>
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <Drawer side="left" title={strings.sidebar} hideTitle open={above === "drawer"} onOpenChange={show("drawer")}>
        <CloseOnNavigation onNavigate={() => setAbove(null)}>
          <Sidebar onOpenPalette={openPalette} onClose={() => setAbove(null)} />
        </CloseOnNavigation>
      </Drawer>
      <CommandPalette open={above === "palette"} onOpenChange={show("palette")} />
      <ShortcutSheet open={above === "sheet"} onOpenChange={show("sheet")} />
    </div>
  );
}

/** Whoever follows a link in the drawer wants to see where it leads. */
function CloseOnNavigation({ onNavigate, children }: { onNavigate: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is pressed
    <div
      className="h-full"
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a[href]")) onNavigate();
      }}
    >
      {children}
    </div>
  );
}

function toggleSidebar(): void {
  changeAppearance({ sidebar: appearanceNow().sidebar === "collapsed" ? "open" : "collapsed" });
}

/** The session on the screen is read as far as it goes, while the page can be seen. */
function useSeenSession(): void {
  const store = useSessionListStore();
  const { sessionId } = useParams<{ sessionId?: string }>();
  useEffect(() => {
    if (!sessionId) return;
    const mark = () => {
      const session = store.get(sessionId);
      if (session && !document.hidden) markSeen(sessionId, session.head);
    };
    mark();
    const stop = store.subscribe(mark);
    document.addEventListener("visibilitychange", mark);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", mark);
    };
  }, [store, sessionId]);
}

/** What opens above the page is fetched once the page has nothing else to do, so that it opens at once, also offline. */
function preloadWhenIdle(): () => void {
  const preload = () => {
    preloadPalette();
    preloadDialog();
    preloadAlertDialog();
  };
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(preload, 2_000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(preload, { timeout: 5_000 });
  return () => cancelIdleCallback(handle);
}
