"use client";

import { useState } from "react";
import type { DashboardInfo } from "../../../lib/dashboards/dashboard.ts";
import { addDashboard, ownDashboards, pinTo } from "../../live/dashboards.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { toast } from "../../ui/toast.ts";
import { sentenceOf } from "../chat-context.tsx";
import { strings } from "../strings.ts";

export interface PinnedSurface {
  sessionId: string;
  surfaceId: string;
}

/** Pins at once where there is one board or none, and asks which where there are several. */
export function usePin(surface: PinnedSurface | null) {
  const [boards, setBoards] = useState<readonly DashboardInfo[]>([]);

  async function put(board: { id: string }): Promise<void> {
    if (!surface) return;
    const { board: now, already } = await pinTo(board.id, surface.sessionId, surface.surfaceId);
    toast({ title: already ? strings.pinnedAlready(now.name) : strings.pinnedTo(now.name), tone: "success" });
  }

  function told(work: Promise<void>): void {
    work.catch((error: unknown) =>
      toast({ title: strings.actionFailed, description: sentenceOf(error), tone: "destructive" }),
    );
  }

  async function begin(): Promise<void> {
    const own = await ownDashboards();
    if (own.length > 1) setBoards(own);
    else await put(own[0] ?? (await addDashboard(strings.firstBoard)));
  }

  const chooser = (
    <Dialog
      open={boards.length > 0}
      onOpenChange={(open) => !open && setBoards([])}
      title={strings.pinWhere}
      size="small"
    >
      <ul className="grid gap-1.5">
        {boards.map((board) => (
          <li key={board.id}>
            <Button
              variant="outline"
              className="w-full justify-start"
              onClick={() => {
                setBoards([]);
                told(put(board));
              }}
            >
              <span className="truncate">{board.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
  return { pin: () => told(begin()), chooser };
}
