import type { Metadata } from "next";
import { OperationsBoard } from "../../../components/dashboard/operations-board.tsx";
import { strings } from "../../../components/dashboard/strings.ts";
import { isAppError } from "../../../lib/core/errors.ts";
import type { SessionState } from "../../../lib/core/state.ts";
import type { Pin } from "../../../lib/people/preferences.ts";
import { currentOperations } from "../../../server/http/current-operations.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { PinnedSurfaces } from "./pinned-surfaces.tsx";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

export default async function DashboardPage() {
  const { userId } = await pagePrincipal();
  const { pins } = await currentRuntime().ports.preferences.read(userId);
  const pinned = await Promise.all(pins.map(async (pin) => ({ pin, state: await stateFor(pin) })));
  return (
    <OperationsBoard first={currentOperations()}>
      <PinnedSurfaces pinned={pinned} />
    </OperationsBoard>
  );
}

/** The page comes with what a surface may be bound to, and without the conversation; null where the session is gone. */
async function stateFor({ sessionId, surfaceId }: Pin): Promise<SessionState | null> {
  try {
    const state = await currentRuntime().state(await pagePrincipal(), sessionId);
    const surfaces = state.surfaces.filter(({ id }) => id === surfaceId);
    return { ...state, messages: [], surfaces };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}
