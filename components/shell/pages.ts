import Activity from "lucide-react/icons/activity";
import Bell from "lucide-react/icons/bell";
import BookOpen from "lucide-react/icons/book-open";
import Bot from "lucide-react/icons/bot";
import Braces from "lucide-react/icons/braces";
import Cable from "lucide-react/icons/cable";
import ChartColumn from "lucide-react/icons/chart-column";
import Footprints from "lucide-react/icons/footprints";
import History from "lucide-react/icons/history";
import Inbox from "lucide-react/icons/inbox";
import KeyRound from "lucide-react/icons/key-round";
import LayoutDashboard from "lucide-react/icons/layout-dashboard";
import ListOrdered from "lucide-react/icons/list-ordered";
import MessageSquare from "lucide-react/icons/message-square";
import Palette from "lucide-react/icons/palette";
import Plug from "lucide-react/icons/plug";
import Search from "lucide-react/icons/search";
import Settings from "lucide-react/icons/settings";
import Waypoints from "lucide-react/icons/waypoints";
import Workflow from "lucide-react/icons/workflow";
import Wrench from "lucide-react/icons/wrench";
import type { ComponentType } from "react";
import { strings } from "./strings.ts";

export interface ShellPage {
  href: string;
  label: string;
  icon: ComponentType<{ className?: string; "aria-hidden"?: "true" }>;
  /** Everything below this belongs to it; its own address, unless said otherwise. */
  under?: string;
  /** Pages of their own that one goes to from there. */
  beside?: readonly string[];
  shortcut?: string;
  /** Where its link stands; none: the palette alone reaches it. */
  place: "top" | "bottom" | null;
}

/** Every page that can be gone to from everywhere. */
export const shellPages: readonly ShellPage[] = [
  { href: "/chat", label: strings.pages.chat, icon: MessageSquare, shortcut: "g c", place: null },
  { href: "/search", label: strings.pages.search, icon: Search, shortcut: "g f", place: null },
  { href: "/inbox", label: strings.pages.inbox, icon: Inbox, shortcut: "g i", place: "top" },
  { href: "/dashboard", label: strings.pages.dashboard, icon: LayoutDashboard, shortcut: "g d", place: "top" },
  {
    href: "/runs",
    beside: ["/queue", "/analytics", "/history"],
    label: strings.pages.runs,
    icon: Waypoints,
    shortcut: "g r",
    place: "top",
  },
  { href: "/agents", label: strings.pages.agents, icon: Bot, shortcut: "g a", place: "top" },
  { href: "/workflows", label: strings.pages.workflows, icon: Workflow, shortcut: "g w", place: "top" },
  { href: "/functions", label: strings.pages.functions, icon: Braces, place: "top" },
  { href: "/tools", label: strings.pages.tools, icon: Wrench, shortcut: "g t", place: "top" },
  {
    href: "/settings/appearance",
    under: "/settings",
    label: strings.pages.settings,
    icon: Settings,
    shortcut: "g s",
    place: "bottom",
  },
  { href: "/docs", label: strings.pages.docs, icon: BookOpen, place: "bottom" },
  { href: "/queue", label: strings.pages.queue, icon: ListOrdered, shortcut: "g q", place: null },
  { href: "/analytics", label: strings.pages.analytics, icon: ChartColumn, shortcut: "g n", place: null },
  { href: "/history", label: strings.pages.history, icon: History, shortcut: "g h", place: null },
  { href: "/settings/providers", label: strings.pages.providers, icon: Plug, place: null },
  { href: "/tools/mcp", label: strings.pages.mcp, icon: Cable, place: null },
  { href: "/tools/apis", label: strings.pages.apis, icon: Braces, place: null },
  { href: "/settings/secrets", label: strings.pages.secrets, icon: KeyRound, place: null },
  { href: "/settings/appearance", label: strings.pages.appearance, icon: Palette, place: null },
  { href: "/settings/notifications", label: strings.pages.notifications, icon: Bell, place: null },
  { href: "/docs/api", label: strings.pages.api, icon: BookOpen, place: null },
  { href: "/status", label: strings.pages.status, icon: Activity, place: null },
  { href: "/welcome", label: strings.pages.welcome, icon: Footprints, place: null },
];

export function isWithin(
  path: string,
  { href, under = href, beside = [] }: Omit<ShellPage, "label" | "icon">,
): boolean {
  return [under, ...beside].some((each) => path === each || path.startsWith(`${each}/`));
}
