"use client";

import PanelLeft from "lucide-react/icons/panel-left";
import Search from "lucide-react/icons/search";
import SquarePen from "lucide-react/icons/square-pen";
import X from "lucide-react/icons/x";
import Link from "next/link";
import { useParams, usePathname } from "next/navigation";
import { isUnread } from "../live/seen.ts";
import { useSeen } from "../live/use-seen.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import { Badge } from "../ui/badge.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TroupeMark } from "../ui/troupe-mark.tsx";
import { useAppearance } from "../ui/use-appearance.ts";
import { ConnectionDot } from "./connection-dot.tsx";
import { NavLink } from "./nav-link.tsx";
import { shellPages } from "./pages.ts";
import { SessionList } from "./session-list.tsx";
import { SessionSearch } from "./session-search.tsx";
import { strings } from "./strings.ts";

interface Props {
  onOpenPalette: () => void;
  /** None where it cannot be collapsed. */
  onToggle?: () => void;
  /** None where it cannot be closed. */
  onClose?: () => void;
}

export function Sidebar({ onOpenPalette, onToggle, onClose }: Props) {
  const { waiting } = useSessionList();
  const { sidebar } = useAppearance();
  const path = usePathname();
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto p-2">
      <div className="flex items-center gap-2 collapsed:flex-col collapsed:gap-1">
        <Link
          href="/chat"
          prefetch={false}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 collapsed:flex-none"
        >
          <TroupeMark className="size-5 shrink-0 text-primary" />
          <span className="truncate font-semibold tracking-tight collapsed:sr-only">{strings.product}</span>
        </Link>
        <IconButton label={strings.openPalette} shortcut="mod+k" icon={<Search />} onClick={onOpenPalette} />
        {onToggle ? (
          <IconButton
            label={sidebar === "collapsed" ? strings.expand : strings.collapse}
            shortcut="mod+b"
            icon={<PanelLeft />}
            onClick={onToggle}
          />
        ) : null}
        {onClose ? <IconButton label={strings.close} icon={<X />} onClick={onClose} /> : null}
      </div>

      <Link
        href="/chat"
        prefetch={false}
        data-tooltip={strings.newChat}
        data-tooltip-keys="mod+shift+o"
        aria-current={path === "/chat" ? "page" : undefined}
        className="flex h-8 target items-center gap-2.5 rounded-md border bg-card px-2.5 font-medium text-card-foreground text-sm transition-colors aria-[current]:border-primary hover:border-input hover:bg-accent hover:text-accent-foreground collapsed:justify-center collapsed:px-0"
      >
        <SquarePen aria-hidden="true" className="size-4 shrink-0" />
        <span className="collapsed:sr-only">{strings.newChat}</span>
      </Link>

      <nav aria-label={strings.mainNavigation}>
        <ul className="grid gap-px">
          {shellPages
            .filter((page) => page.place === "top")
            .map((page) => (
              <li key={page.href}>
                <NavLink page={page} after={page.href === "/inbox" ? <InboxMark waiting={waiting} /> : null} />
              </li>
            ))}
        </ul>
      </nav>

      <div className="flex min-h-40 flex-1 flex-col gap-3 collapsed:hidden">
        <SessionSearch onSubmit={onClose} />
        <div className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-1">
          <SessionList />
        </div>
      </div>

      <div className="mt-auto border-t pt-2">
        <ul className="grid gap-px">
          {shellPages
            .filter((page) => page.place === "bottom")
            .map((page) => (
              <li key={page.href}>
                <NavLink page={page} />
              </li>
            ))}
        </ul>
        <ConnectionDot />
      </div>
    </div>
  );
}

/** How many things wait; else, that something has come to its end and nobody has looked at it. */
function InboxMark({ waiting }: { waiting: number }) {
  const { all } = useSessionList();
  const seen = useSeen();
  const { sessionId: current } = useParams<{ sessionId?: string }>();
  if (waiting > 0) {
    return (
      <Badge tone="warning" className="collapsed:hidden">
        <span aria-hidden="true">{waiting}</span>
        <span className="sr-only">({strings.waitingCount(waiting)})</span>
      </Badge>
    );
  }
  const isNews = all.some((session) => session.openRuns === 0 && session.id !== current && isUnread(seen, session));
  return isNews ? (
    <span className="grid size-3.5 shrink-0 place-items-center text-primary collapsed:hidden">
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      <span className="sr-only">({strings.newResults})</span>
    </span>
  ) : null;
}
