import Activity from "lucide-react/icons/activity";
import BookOpen from "lucide-react/icons/book-open";
import Bot from "lucide-react/icons/bot";
import Inbox from "lucide-react/icons/inbox";
import MessageSquare from "lucide-react/icons/message-square";
import Palette from "lucide-react/icons/palette";
import Plug from "lucide-react/icons/plug";
import Settings from "lucide-react/icons/settings";
import Waypoints from "lucide-react/icons/waypoints";
import type { ComponentType } from "react";
import { strings } from "./strings.ts";

export interface ShellPage {
  href: string;
  label: string;
  icon: ComponentType<{ className?: string; "aria-hidden"?: "true" }>;
  /** Everything below this belongs to it; its own address, unless said otherwise. */
  under?: string;
  shortcut?: string;
  /** Where its link stands; none: the palette alone reaches it. */
  place: "top" | "bottom" | null;
}

/** Every page that can be gone to from everywhere. */
export const shellPages: readonly ShellPage[] = [
  { href: "/chat", label: strings.pages.chat, icon: MessageSquare, shortcut: "g c", place: null },
  { href: "/inbox", label: strings.pages.inbox, icon: Inbox, shortcut: "g i", place: "top" },
  { href: "/runs", label: strings.pages.runs, icon: Waypoints, shortcut: "g r", place: "top" },
  { href: "/agents", label: strings.pages.agents, icon: Bot, shortcut: "g a", place: "top" },
  {
    href: "/settings/appearance",
    under: "/settings",
    label: strings.pages.settings,
    icon: Settings,
    shortcut: "g s",
    place: "bottom",
  },
  { href: "/docs/api", under: "/docs", label: strings.pages.docs, icon: BookOpen, place: "bottom" },
  { href: "/settings/providers", label: strings.pages.providers, icon: Plug, place: null },
  { href: "/settings/appearance", label: strings.pages.appearance, icon: Palette, place: null },
  { href: "/status", label: strings.pages.status, icon: Activity, place: null },
];

export function isWithin(path: string, { href, under = href }: Pick<ShellPage, "href" | "under">): boolean {
  return path === under || path.startsWith(`${under}/`);
}
