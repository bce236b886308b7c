import { branchTo } from "../../lib/core/path.ts";
import {
  type Call,
  childrenOf,
  findRun,
  inConversation,
  type Message,
  openTurn,
  type Run,
  type SessionState,
  type Turn,
} from "../../lib/core/state.ts";
import { type Siblings, siblingsOf } from "./branches.ts";
import { type Seam, sameSeam, seamsAfter, seamsBefore } from "./flow/seams.ts";

/** What stands in the conversation, from top to bottom. */
export type Item =
  | {
      kind: "said";
      key: string;
      message: Message;
      turn: Turn | null;
      calls: Call[];
      siblings: Siblings | null;
      isLast: boolean;
    }
  | { kind: "broke"; key: string; run: Run; turn: Turn }
  | { kind: "streaming"; key: string; run: Run; turn: Turn }
  | { kind: "ended"; key: string; run: Run }
  | { kind: "idle"; key: string; run: Run }
  | { kind: "seam"; key: string; seam: Seam };

/** The branch that ends with `leafId`, and what the runs that answer in it are doing. */
export function timelineOf(state: SessionState, leafId: string | null): Item[] {
  const branch = branchTo(state, leafId);
  const places = new Map(branch.map((message, index) => [message.id, index]));
  const isServersView = leafId === state.leafId;
  const parents = countChildren(state);
  const after = new Map<string, Item[]>();
  const turns = new Map<string, { run: Run; turn: Turn; before: Turn[] }>();

  const lastOf = new Map<string, string>();
  for (const message of branch) if (message.runId && message.turnId) lastOf.set(message.runId, message.id);

  for (const run of state.runs) {
    if (!inConversation(run)) continue;
    const trailing = collectTurns(run, turns);
    const last = lastOf.get(run.id);
    const anchor = last ?? anchorOf(state, run, branch, places, isServersView);
    if (anchor === undefined) continue;
    const items = after.get(anchor) ?? [];
    items.push(
      ...trailing
        .filter((turn) => turn.status === "failed" && !isStop(turn) && !isTold(run, turn))
        .map((turn) => brokeItem(run, turn)),
      ...stateOf(state, run),
    );
    after.set(anchor, items);
  }

  const lastSaid = branch.findLast((message) => message.author.kind === "agent")?.id;
  const items = branch.flatMap((message): Item[] => {
    const found = message.turnId === undefined ? undefined : turns.get(message.turnId);
    const isContinued = found !== undefined && found.run.calls.length > 0 && found.turn.callIds.length > 0;
    const siblings = (parents.get(message.parentId) ?? 0) > 1 ? siblingsOf(state, message) : null;
    const said: Item = {
      kind: "said",
      key: message.turnId ?? message.id,
      message,
      turn: found?.turn ?? null,
      calls: isContinued ? found.run.calls.filter((call) => call.turnId === message.turnId) : [],
      siblings,
      isLast: message.id === lastSaid,
    };
    return [
      ...(found?.before ?? []).map((turn) => brokeItem(found?.run as Run, turn)),
      said,
      ...(after.get(message.id) ?? []),
    ];
  });
  return withSeams(state, items);
}

/** Who was found for a message stands below it, and why somebody speaks above the first that they say. */
function withSeams(state: SessionState, items: readonly Item[]): Item[] {
  const begun = new Set<string>();
  const item = (seam: Seam): Item => ({ kind: "seam", key: seam.key, seam });
  return items.flatMap((each): Item[] => {
    if (each.kind === "said" && each.message.author.kind !== "agent")
      return [each, ...seamsAfter(state, each.message).map(item)];
    const run = runOf(state, each);
    if (!run || begun.has(run.id)) return [each];
    begun.add(run.id);
    return [...seamsBefore(state, run).map(item), each];
  });
}

function runOf(state: SessionState, item: Item): Run | undefined {
  if (item.kind === "seam") return undefined;
  if (item.kind !== "said") return item.run;
  return item.message.runId === undefined ? undefined : findRun(state, item.message.runId);
}

/** Notes for each turn that wrote a message which attempts broke before it. Gives what came after the last message. */
function collectTurns(run: Run, turns: Map<string, { run: Run; turn: Turn; before: Turn[] }>): Turn[] {
  let since: Turn[] = [];
  for (const turn of run.turns) {
    const wrote = turn.status === "completed" || (turn.status === "failed" && isStop(turn) && turn.partial !== "");
    if (!wrote) {
      since.push(turn);
      continue;
    }
    turns.set(turn.id, { run, turn, before: since.filter((each) => !isStop(each)) });
    since = [];
  }
  return since;
}

/** Where a run that has said nothing in this branch is told; nowhere when it belongs to another branch. */
function anchorOf(
  state: SessionState,
  run: Run,
  branch: readonly Message[],
  places: ReadonlyMap<string, number>,
  isServersView: boolean,
): string | undefined {
  const asked = run.replyTo;
  const end = branch.at(-1)?.id;
  if (asked === undefined || !places.has(asked)) return undefined;
  if (!run.finished) return isServersView || asked === end ? end : undefined;
  const saidElsewhere = state.messages.some((message) => message.runId === run.id && message.turnId !== undefined);
  const again = state.runs.some(
    (other) => other.replyTo === asked && other.agent === run.agent && other.queuedAt > run.queuedAt,
  );
  return saidElsewhere || again ? undefined : asked;
}

function stateOf(state: SessionState, run: Run): Item[] {
  const turn = openTurn(run);
  if (turn) return [{ kind: "streaming", key: turn.id, run, turn }];
  // Where those who take part are at work, they say so.
  if (run.flow && !run.finished && childrenOf(state, run.id).some((child) => !child.finished && inConversation(child)))
    return [];
  if (!run.finished) return [{ kind: "idle", key: `${run.id}:idle`, run }];
  return run.finished.outcome === "done" ? [] : [{ kind: "ended", key: `${run.id}:end`, run }];
}

function brokeItem(run: Run, turn: Turn): Item {
  return { kind: "broke", key: `${turn.id}:broke`, run, turn };
}

/** The end of its run says the same, and there is nothing else to show of it. */
function isTold(run: Run, turn: Turn): boolean {
  return run.finished?.outcome === "failed" && turn === run.turns.at(-1) && !turn.partial;
}

/** A person or the clock ended it; what it had said stands as a stopped message. */
function isStop(turn: Turn): boolean {
  return turn.error?.code === "cancelled" || turn.error?.code === "limit_seconds";
}

function countChildren(state: SessionState): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { parentId } of state.messages) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
  return counts;
}

/** Whether two items would be drawn alike: events copy only what they change. */
export function sameItem(a: Item, b: Item): boolean {
  if (a.kind !== b.kind || a.key !== b.key) return false;
  switch (a.kind) {
    case "said": {
      const other = b as typeof a;
      return (
        a.message === other.message &&
        a.turn === other.turn &&
        a.isLast === other.isLast &&
        a.calls.length === other.calls.length &&
        a.calls.every((call, index) => call === other.calls[index]) &&
        a.siblings?.index === other.siblings?.index &&
        a.siblings?.ids.length === other.siblings?.ids.length
      );
    }
    case "broke":
      return a.turn === (b as typeof a).turn;
    case "streaming":
      return a.turn === (b as typeof a).turn && a.run.cancelled === (b as typeof a).run.cancelled;
    case "seam":
      return sameSeam(a.seam, (b as typeof a).seam);
    case "ended":
    case "idle":
      return a.run === (b as typeof a).run;
  }
}
