"use client";

import { useRouter } from "next/navigation";
import type { Action } from "../ui/actions.ts";
import type { Appearance } from "../ui/appearance.ts";
import { useActions } from "../ui/use-actions.ts";
import { changeAppearance } from "../ui/use-appearance.ts";
import { shellPages } from "./pages.ts";
import { strings } from "./strings.ts";

/** Who can answer in a new chat. */
export interface AnsweringLink {
  kind: "agent" | "workflow";
  name: string;
  emoji: string | null;
}

interface Options {
  answering: readonly AnsweringLink[];
  openPalette: () => void;
  openSheet: () => void;
  toggleSidebar: () => void;
}

const themes: Appearance["theme"][] = ["system", "light", "dark"];

/** What can be done on every page. */
export function useShellActions({ answering, openPalette, openSheet, toggleSidebar }: Options): void {
  const router = useRouter();
  const { groups } = strings;
  const actions: Action[] = [
    {
      id: "new-chat",
      label: strings.newChat,
      group: groups.chat,
      shortcut: "mod+shift+o",
      keywords: "session conversation",
      run: () => router.push("/chat"),
    },
    ...answering.map(
      ({ kind, name, emoji }): Action => ({
        id: `new-chat-${kind}-${name}`,
        label: strings.newChatWith(`${emoji ?? ""} ${name}`.trim()),
        group: groups.chat,
        hint: strings.answeringKinds[kind],
        keywords: "session conversation talk",
        run: () => router.push(`/chat?${kind}=${encodeURIComponent(name)}`),
      }),
    ),
    ...shellPages.map(
      ({ href, label, shortcut, icon: Icon }): Action => ({
        id: `go-${label}`,
        label,
        group: groups.go,
        icon: <Icon aria-hidden="true" />,
        ...(shortcut && { shortcut }),
        run: () => router.push(href),
      }),
    ),
    {
      id: "palette",
      label: strings.palette,
      group: groups.view,
      shortcut: "mod+k",
      notInPalette: true,
      run: openPalette,
    },
    {
      id: "shortcuts",
      label: strings.shortcuts,
      group: groups.view,
      shortcut: "?",
      keywords: "keys help",
      run: openSheet,
    },
    { id: "sidebar", label: strings.toggleSidebar, group: groups.view, shortcut: "mod+b", run: toggleSidebar },
    ...themes.map(
      (theme): Action => ({
        id: `theme-${theme}`,
        label: strings.theme[theme],
        group: groups.view,
        keywords: "appearance mode color colour",
        run: () => changeAppearance({ theme }),
      }),
    ),
  ];
  useActions(actions);
}
