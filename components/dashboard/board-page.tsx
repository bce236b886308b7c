"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import LayoutGrid from "lucide-react/icons/layout-grid";
import Plus from "lucide-react/icons/plus";
import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, useMemo, useState } from "react";
import type { Dashboard, DashboardInfo, Tile } from "../../lib/dashboards/dashboard.ts";
import type { LiveData } from "../../lib/dashboards/live-figures.ts";
import { callApi } from "../live/call-api.ts";
import { HeadingLevel } from "../surfaces/heading.tsx";
import { AlertDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { BoardGrid } from "./board-grid.tsx";
import { BoardNav } from "./board-nav.tsx";
import { AskDialog, NameDialog, TileEditor } from "./fetched-dialogs.ts";
import { LiveMark } from "./live-mark.tsx";
import { strings } from "./strings.ts";
import { useBoard } from "./use-board.ts";
import { type FirstFigures, useLiveFigures } from "./use-live-figures.ts";

export type DrawTile = (tile: Tile, data: LiveData, more: readonly MenuItem[]) => ReactNode;

interface Props {
  first: Dashboard;
  boards: readonly DashboardInfo[];
  figures: FirstFigures;
  /** What tiles are called that have no title of their own. */
  titles: Readonly<Record<string, string>>;
  draw: DrawTile;
}

type Open =
  | { is: "ask" | "write" | "rename" | "remove" }
  | { is: "edit"; tile: Extract<Tile, { kind: "widget" }> }
  | { is: "title"; tile: Tile };

/** A board of one's own, or one that another shares. */
export function BoardPage({ first, boards, figures, titles, draw }: Props) {
  const router = useRouter();
  const { board, change, add, refresh } = useBoard(first);
  const { data, live, at } = useLiveFigures(figures);
  const [arranging, setArranging] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { name, tiles, mine, shared } = board;
  const titleOf = (tile: Tile) => tile.title ?? titles[tile.id] ?? strings.gone;
  const withChanged = (id: string, changes: object) =>
    change({ tiles: tiles.map((tile) => (tile.id === id ? ({ ...tile, ...changes } as Tile) : tile)) });

  /** The same lists from one second to the next, so that only what changed is drawn anew. */
  const items = useMemo(() => {
    const itemsOf = (tile: Tile): MenuItem[] => [
      ...(tile.sessionId ? [{ kind: "link" as const, label: strings.openChat, href: `/chat/${tile.sessionId}` }] : []),
      ...(mine && tile.kind === "widget"
        ? [{ label: strings.edit, onSelect: () => setOpen({ is: "edit" as const, tile }) }]
        : []),
      ...(mine
        ? [
            { label: strings.rename, onSelect: () => setOpen({ is: "title", tile }) },
            {
              label: strings.removeTile,
              tone: "destructive" as const,
              onSelect: () => change({ tiles: tiles.filter(({ id }) => id !== tile.id) }),
            },
          ]
        : []),
    ];
    return new Map(tiles.map((tile) => [tile.id, itemsOf(tile)]));
  }, [tiles, mine, change]);

  const boardItems: MenuItem[] = [
    { label: strings.write, onSelect: () => setOpen({ is: "write" }) },
    { label: strings.rename, onSelect: () => setOpen({ is: "rename" }) },
    { kind: "check", label: strings.share, checked: shared, onCheckedChange: (next) => change({ shared: next }) },
    { kind: "separator" },
    { label: strings.remove, tone: "destructive", onSelect: () => setOpen({ is: "remove" }) },
  ];

  return (
    <>
      <TopBar title={name}>
        <LiveMark live={live} at={at} />
        {mine && tiles.length > 0 ? (
          <Button variant="outline" size="small" aria-pressed={arranging} onClick={() => setArranging(!arranging)}>
            {arranging ? strings.arranged : strings.arrange}
          </Button>
        ) : null}
        {mine ? (
          <>
            <Button variant="outline" size="small" onClick={() => setOpen({ is: "ask" })}>
              <Plus aria-hidden="true" />
              {strings.ask}
            </Button>
            <Menu
              label={strings.moreBoard}
              align="end"
              items={boardItems}
              trigger={(trigger) => <IconButton {...trigger} label={strings.moreBoard} icon={<Ellipsis />} />}
            />
          </>
        ) : null}
      </TopBar>
      <BoardNav boards={boards.map((each) => (each.id === board.id ? { ...each, name, shared } : each))} />
      <div className="mx-auto w-full max-w-7xl px-4 py-5 md:px-6">
        {tiles.length === 0 ? (
          <EmptyState icon={<LayoutGrid aria-hidden="true" />} title={strings.empty}>
            {mine ? strings.emptyHint : strings.emptyShared}
          </EmptyState>
        ) : (
          <HeadingLevel value={2}>
            <BoardGrid
              tiles={tiles}
              titleOf={titleOf}
              arranging={arranging && mine}
              onTiles={(next) => change({ tiles: next })}
              draw={(tile) => draw(tile, data, items.get(tile.id) ?? [])}
            />
          </HeadingLevel>
        )}
      </div>
      <Suspense fallback={null}>
        {open?.is === "ask" ? <AskDialog board={board} refresh={refresh} onClose={close} /> : null}
        {open?.is === "write" || open?.is === "edit" ? (
          <TileEditor
            tile={open.is === "edit" ? open.tile : null}
            data={data}
            onClose={close}
            onSave={(written) =>
              open.is === "edit" ? withChanged(open.tile.id, written) : add({ kind: "widget", ...written })
            }
          />
        ) : null}
        {open?.is === "rename" ? (
          <NameDialog
            title={strings.renameBoard}
            label={strings.boardName}
            first={name}
            confirm={strings.save}
            most={80}
            onClose={close}
            onName={(next) => change({ name: next })}
          />
        ) : null}
        {open?.is === "title" ? (
          <NameDialog
            title={strings.renameTile}
            label={strings.newTitle}
            first={titleOf(open.tile)}
            confirm={strings.save}
            most={200}
            onClose={close}
            onName={(title) => withChanged(open.tile.id, { title })}
          />
        ) : null}
      </Suspense>
      <AlertDialog
        open={open?.is === "remove"}
        onOpenChange={(next) => !next && close()}
        title={strings.removeTitle(name)}
        description={strings.removeWhat}
        confirmLabel={strings.removeIt}
        onConfirm={async () => {
          await callApi("DELETE", `/dashboards/${board.id}`);
          router.push("/dashboard");
          router.refresh();
        }}
      />
    </>
  );
}
