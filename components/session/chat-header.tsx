"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import FileDown from "lucide-react/icons/file-down";
import PanelRight from "lucide-react/icons/panel-right";
import Pencil from "lucide-react/icons/pencil";
import Users from "lucide-react/icons/users";
import { useMemo } from "react";
import { useFolded, useSession } from "../live/use-session.ts";
import { Badge } from "../ui/badge.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { useActions } from "../ui/use-actions.ts";
import { useAgent } from "./agents-context.ts";
import { strings } from "./strings.ts";

interface Props {
  onRename: () => void;
  onExport: () => void;
  railShown: boolean;
  onToggleRail: () => void;
}

export function ChatHeader({ onRename, onExport, railShown, onToggleRail }: Props) {
  const title = useFolded((state) => state.title);
  const agent = useFolded((state) => state.agent);
  const emoji = useAgent(agent)?.emoji;
  const online = useSession((shown) => shown.online);
  const items = useMemo<MenuItem[]>(
    () => [
      { label: strings.rename, icon: <Pencil aria-hidden="true" />, onSelect: onRename },
      { label: strings.exportMarkdown, icon: <FileDown aria-hidden="true" />, onSelect: onExport },
    ],
    [onRename, onExport],
  );
  useActions([
    { id: "rename-chat", label: strings.renameTitle, group: strings.actionGroup, run: onRename },
    {
      id: "export-chat",
      label: strings.exportMarkdown,
      group: strings.actionGroup,
      keywords: "download save",
      run: onExport,
    },
    {
      id: "toggle-rail",
      label: railShown ? strings.hideRail : strings.showRail,
      group: strings.actionGroup,
      run: onToggleRail,
    },
  ]);
  return (
    <TopBar
      title={title}
      beside={
        <>
          <Badge tone="outline" className="max-sm:hidden">
            {emoji ? <span aria-hidden="true">{emoji}</span> : null}
            {agent}
          </Badge>
          {online > 1 ? (
            <Badge tone="outline">
              <Users aria-hidden="true" />
              {strings.online(online)}
            </Badge>
          ) : null}
        </>
      }
    >
      <Menu
        label={strings.chatActions}
        align="end"
        items={items}
        trigger={(props) => <IconButton {...props} label={strings.chatActions} icon={<Ellipsis />} />}
      />
      <IconButton
        label={railShown ? strings.hideRail : strings.showRail}
        icon={<PanelRight />}
        aria-pressed={railShown}
        onClick={onToggleRail}
        className="max-lg:hidden"
      />
    </TopBar>
  );
}
