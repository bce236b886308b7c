"use client";

import ClipboardCopy from "lucide-react/icons/clipboard-copy";
import Ellipsis from "lucide-react/icons/ellipsis";
import FileDown from "lucide-react/icons/file-down";
import PanelRight from "lucide-react/icons/panel-right";
import Pencil from "lucide-react/icons/pencil";
import Share2 from "lucide-react/icons/share-2";
import { useMemo } from "react";
import { useFolded } from "../live/use-session.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { useActions } from "../ui/use-actions.ts";
import { copySession, downloadSession, exportFormats } from "./export-session.ts";
import { PresentPeople } from "./people/present-people.tsx";
import { SessionAnswers } from "./session-answers.tsx";
import { strings } from "./strings.ts";
import { aroundStrings } from "./strings-around.ts";

const words = aroundStrings.export;

interface Props {
  sessionId: string;
  onRename: () => void;
  onShare: () => void;
  railShown: boolean;
  onToggleRail: () => void;
}

export function ChatHeader({ sessionId, onRename, onShare, railShown, onToggleRail }: Props) {
  const title = useFolded((state) => state.title);
  const items = useMemo<MenuItem[]>(
    () => [
      { label: strings.rename, icon: <Pencil aria-hidden="true" />, onSelect: onRename },
      { label: words.share, icon: <Share2 aria-hidden="true" />, onSelect: onShare },
      {
        label: words.copyMarkdown,
        icon: <ClipboardCopy aria-hidden="true" />,
        onSelect: () => void copySession(sessionId),
      },
      { kind: "heading", label: words.download },
      ...exportFormats.map((format) => ({
        label: words.formats[format],
        icon: <FileDown aria-hidden="true" />,
        onSelect: () => void downloadSession(sessionId, format),
      })),
    ],
    [onRename, onShare, sessionId],
  );
  useActions([
    { id: "rename-chat", label: strings.renameTitle, group: strings.actionGroup, run: onRename },
    { id: "share-chat", label: words.share, group: strings.actionGroup, keywords: "link public", run: onShare },
    {
      id: "copy-chat",
      label: words.copyMarkdown,
      group: strings.actionGroup,
      keywords: "export clipboard",
      run: () => void copySession(sessionId),
    },
    ...exportFormats.map((format) => ({
      id: `export-${format}`,
      label: words.downloadAs(words.formats[format]),
      group: strings.actionGroup,
      keywords: "export download save",
      run: () => void downloadSession(sessionId, format),
    })),
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
          <SessionAnswers />
          <PresentPeople />
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
