import type { TodoItem } from "../core/fields.ts";
import { type Call, findRun, type Run, runStatus, type SessionState } from "../core/state.ts";
import type { ShownSurface } from "../core/surface.ts";
import { todoProgress } from "../core/todo.ts";
import type { Widget } from "./catalog.ts";

/** What widgets show of the session without being told: it costs the agents no tokens, and is never older than the log. */

type Status = NonNullable<NonNullable<Widget<"plan">["items"]>[number]["status"]>;

const statusOfTodo: Record<TodoItem["status"], Status> = {
  pending: "pending",
  in_progress: "running",
  completed: "done",
  cancelled: "cancelled",
  blocked: "blocked",
  deferred: "pending",
};

export function planOf({ todo }: SessionState): NonNullable<Widget<"plan">["items"]> {
  return todo.map(({ title, status }) => ({ title: title.slice(0, 300), status: statusOfTodo[status] }));
}

export const planColumns: readonly { id: TodoItem["status"]; title: string }[] = [
  { id: "pending", title: "To do" },
  { id: "in_progress", title: "Doing" },
  { id: "completed", title: "Done" },
];

/** The plan as a board. What is neither to do, being done nor done stands with what is to do. */
export function boardOf({ todo }: SessionState): Required<Pick<Widget<"kanban">, "columns" | "cards">> {
  const known = new Set<string>(planColumns.map(({ id }) => id));
  return {
    columns: [...planColumns],
    cards: todo.map(({ id, title, status, notes }) => ({
      id,
      title: title.slice(0, 300),
      column: known.has(status) ? status : "pending",
      ...(notes && { text: notes }),
    })),
  };
}

export interface AgentFigures {
  agent: string;
  status: ReturnType<typeof runStatus> | "idle";
  runs: number;
  turns: number;
  calls: number;
  tokens: number;
  cost: number | null;
}

export function agentFigures(state: SessionState, agent: string): AgentFigures {
  const runs = state.runs.filter((run) => run.agent === agent);
  const last = runs.at(-1);
  return {
    agent,
    status: last && !last.finished ? runStatus(last) : "idle",
    runs: runs.length,
    turns: sum(runs, (run) => run.turns.length),
    calls: sum(runs, (run) => run.calls.length),
    tokens: sum(runs, (run) => run.usage.input + run.usage.output),
    cost: runs.some((run) => run.cost !== null) ? sum(runs, (run) => run.cost ?? 0) : null,
  };
}

export function allAgentFigures(state: SessionState): AgentFigures[] {
  return [...new Set(state.runs.map((run) => run.agent))].map((agent) => agentFigures(state, agent));
}

/** Who asked whom to work, as far as the newest runs tell it. */
export function graphOf({ runs }: SessionState): Required<Pick<Widget<"agentGraph">, "nodes" | "edges">> {
  const shown = runs.slice(-40);
  const ids = new Map(shown.map((run, index) => [run.id, `n${index}`]));
  return {
    nodes: shown.map((run) => ({ id: ids.get(run.id) as string, label: run.agent, status: statusOfRun(run) })),
    edges: shown.flatMap((run) => {
      const from = ids.get(run.parent?.runId ?? "");
      return from ? [{ from, to: ids.get(run.id) as string, label: run.task.slice(0, 60) }] : [];
    }),
  };
}

function statusOfRun(run: Run): Status {
  if (run.finished) {
    const { outcome } = run.finished;
    return outcome === "done" ? "done" : outcome === "cancelled" ? "cancelled" : "failed";
  }
  return run.startedAt ? "running" : "pending";
}

/** The run that showed the surface, or the newest one. */
export function runOf(state: SessionState, surface: Pick<ShownSurface, "runId">): Run | undefined {
  return (surface.runId === undefined ? undefined : findRun(state, surface.runId)) ?? state.runs.at(-1);
}

/** What a run did, a line per call and ending. */
export function linesOf(run: Run | undefined): string[] {
  if (!run) return [];
  const ending = run.finished ? [`${time(run.finishedAt)} ${run.agent}: ${run.finished.outcome}`] : [];
  return [`${time(run.queuedAt)} ${run.agent} was asked`, ...run.calls.map(lineOf), ...ending];
}

function lineOf(call: Call): string {
  const result = call.error?.message ?? call.content ?? "";
  const line = result.replace(/\s+/g, " ").slice(0, 120);
  return `${time(call.startedAt ?? null)} ${call.tool}: ${call.status}${line ? ` · ${line}` : ""}`;
}

/** What a binding may name, by the first part of its path; each is reckoned only when it is asked for. */
export function bindingRoots(
  state: SessionState,
  surface: Pick<ShownSurface, "runId" | "data">,
  local: Record<string, unknown>,
): Record<string, () => unknown> {
  return {
    session: () => {
      const { title, agent, status, openedAt, changedAt, tags } = state;
      return { title, agent, status, openedAt, changedAt, tags, messages: state.messages.length };
    },
    todo: () => state.todo,
    plan: () => ({ ...todoProgress(state.todo), items: planOf(state) }),
    agents: () => allAgentFigures(state),
    run: () => runFacts(state, runOf(state, surface)),
    data: () => surface.data ?? {},
    local: () => local,
  };
}

function runFacts(state: SessionState, run: Run | undefined): unknown {
  if (!run) return undefined;
  return {
    agent: run.agent,
    status: runStatus(run),
    task: run.task,
    turns: run.turns.length,
    calls: run.calls.length,
    tokens: run.usage.input + run.usage.output,
    usage: run.usage,
    cost: run.cost,
    seconds: Math.round(run.activeMs / 100) / 10,
    todo: state.todo,
    log: linesOf(run),
  };
}

function time(at: string | null): string {
  return at ? at.slice(11, 19) : "        ";
}

function sum<T>(of: readonly T[], value: (each: T) => number): number {
  return of.reduce((total, each) => total + value(each), 0);
}
