import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { strings } from "../../../../components/dashboard/strings.ts";
import { isAppError } from "../../../../lib/core/errors.ts";
import type { SessionState } from "../../../../lib/core/state.ts";
import type { Tile } from "../../../../lib/dashboards/dashboard.ts";
import { currentOperations } from "../../../../server/http/current-operations.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { readPersonFigures } from "../../../../server/http/read-person-figures.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { Board } from "./board.tsx";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

export default async function BoardPage({ params }: { params: Promise<{ boardId: string }> }) {
  const { userId } = await pagePrincipal();
  const { dashboards } = currentRuntime().ports;
  const [board, boards, runs] = await Promise.all([
    dashboards.get(userId, (await params).boardId),
    dashboards.list(userId),
    readPersonFigures(currentRuntime(), userId),
  ]);
  if (!board) notFound();
  const pins = board.tiles.filter((tile) => tile.kind === "pin");
  const states = await Promise.all(pins.map(async (pin) => [pin.id, await stateFor(pin)] as const));
  return (
    <Board
      key={board.id}
      first={board}
      boards={boards}
      figures={{ operations: currentOperations(), runs }}
      states={Object.fromEntries(states)}
    />
  );
}

/** The page comes with what a surface may be bound to, and without the conversation; null where the session is gone. */
async function stateFor({ sessionId, surfaceId }: Extract<Tile, { kind: "pin" }>): Promise<SessionState | null> {
  try {
    const state = await currentRuntime().state(await pagePrincipal(), sessionId);
    const surfaces = state.surfaces.filter(({ id }) => id === surfaceId);
    return { ...state, messages: [], surfaces };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}
