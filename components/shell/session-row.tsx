"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import Pencil from "lucide-react/icons/pencil";
import Pin from "lucide-react/icons/pin";
import PinOff from "lucide-react/icons/pin-off";
import Trash2 from "lucide-react/icons/trash-2";
import Link from "next/link";
import { memo } from "react";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { pinnedTag } from "../live/session-list-store.ts";
import { cn } from "../ui/cn.ts";
import { ContextMenu } from "../ui/context-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SessionMarks } from "./session-marks.tsx";
import { strings } from "./strings.ts";

export interface SessionRowActions {
  pin(session: SessionSummary, pinned: boolean): void;
  rename(session: SessionSummary): void;
  delete(session: SessionSummary): void;
}

interface Props {
  session: SessionSummary;
  current: boolean;
  actions: SessionRowActions;
}

export const SessionRow = memo(function SessionRow({ session, current, actions }: Props) {
  const pinned = session.tags.includes(pinnedTag);
  const items: MenuItem[] = [
    {
      label: pinned ? strings.unpin : strings.pin,
      icon: pinned ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />,
      onSelect: () => actions.pin(session, !pinned),
    },
    { label: strings.rename, icon: <Pencil aria-hidden="true" />, onSelect: () => actions.rename(session) },
    { kind: "separator" },
    {
      label: strings.delete,
      icon: <Trash2 aria-hidden="true" />,
      tone: "destructive",
      onSelect: () => actions.delete(session),
    },
  ];
  const options = strings.options(session.title);
  return (
    <li>
      <ContextMenu items={items} label={options} className="group/row relative">
        <Link
          href={`/chat/${session.id}`}
          prefetch={false}
          aria-current={current ? "page" : undefined}
          className={cn(
            "flex h-8 target items-center gap-2 rounded-md py-1 pr-2 pl-2.5 text-sm transition-colors hover:bg-accent hover:text-accent-foreground pointer-coarse:pr-9",
            current && "bg-accent font-medium text-accent-foreground",
          )}
        >
          <span className="min-w-0 flex-1 truncate">{session.title}</span>
          <SessionMarks session={session} current={current} />
          <RelativeTime
            at={session.changedAt}
            short
            className="w-8 shrink-0 text-right text-muted-foreground text-xs tabular-nums group-focus-within/row:opacity-0 group-hover/row:opacity-0 group-has-aria-expanded/row:opacity-0 pointer-coarse:hidden"
          />
        </Link>
        <Menu
          items={items}
          label={options}
          align="end"
          trigger={(props) => (
            <IconButton
              {...props}
              size="small"
              label={options}
              icon={<Ellipsis />}
              className="absolute top-1/2 right-1 -translate-y-1/2 opacity-0 focus-visible:opacity-100 aria-expanded:opacity-100 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
            />
          )}
        />
      </ContextMenu>
    </li>
  );
});
