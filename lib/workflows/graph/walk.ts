import type { AgentLimits } from "../../core/agent.ts";
import { stepTool } from "../../core/judge-calls.ts";
import { type Call, closedCalls, type Run, type Visit } from "../../core/state.ts";
import type { Advance, Delegation } from "../../core/world.ts";
import type { GraphNode } from "./graph.ts";
import type { Plan, PlannedEdge } from "./plan.ts";

/** A run's flow while it is thought further: what was entered, left and asked for is written into `advance`. */
export class Walk {
  readonly plan: Plan;
  readonly visits: Visit[];
  readonly advance: Advance = { left: [], entered: [], calls: [] };
  private readonly calls: readonly Call[];
  private readonly mostVisits: number;
  private room: number;

  constructor(plan: Plan, run: Run, { turns, children }: Pick<AgentLimits, "turns" | "children">) {
    this.plan = plan;
    this.mostVisits = turns;
    this.visits = [...(run.flow?.visits ?? [])];
    this.calls = run.calls;
    this.room = children - run.calls.filter((call) => call.tool === stepTool && !closedCalls.has(call.status)).length;
  }

  get hasChanged(): boolean {
    const { left, entered, calls, ended } = this.advance;
    return left.length + entered.length + calls.length > 0 || ended !== undefined;
  }

  get openVisits(): Visit[] {
    return this.visits.filter((visit) => visit.status === "open");
  }

  /** The run ends at its limit before another step is entered. */
  get isFull(): boolean {
    return this.visits.length >= this.mostVisits;
  }

  visitsOf(node: string): Visit[] {
    return this.visits.filter((visit) => visit.node === node);
  }

  node(visit: Visit): GraphNode {
    return this.plan.nodes.get(visit.node) as GraphNode;
  }

  callsOf(visit: Visit): readonly Call[] {
    return this.calls.filter((call) => call.visit === visit.id);
  }

  /** It was asked for in this same breath. */
  hasNewCalls(visit: Visit): boolean {
    return this.advance.calls.some((call) => call.visit === visit.id);
  }

  enter(node: string, from: readonly string[], reason: string): Visit {
    const visit: Visit = {
      id: `${node}#${this.visitsOf(node).length + 1}`,
      node,
      from: [...from],
      reason,
      status: "open",
      took: [],
      at: "",
    };
    this.visits.push(visit);
    this.advance.entered.push({
      visit: visit.id,
      node,
      reason,
      ...(from.length > 0 && { from: [...from] }),
    });
    return visit;
  }

  leave(
    visit: Visit,
    outcome: "done" | "failed" | "skipped",
    took: readonly PlannedEdge[],
    more: { output?: unknown; reason?: string } = {},
  ): void {
    const ids = took.map(({ id }) => id);
    const index = this.visits.findLastIndex(({ id }) => id === visit.id);
    const { output } = more;
    this.visits[index] = { ...visit, status: outcome, took: ids, ...(output !== undefined && { output }) };
    this.advance.left.push({ visit: visit.id, outcome, took: ids, ...more });
  }

  /** Asks an agent or a workflow; false where as many as may be are at work already. */
  ask(visit: Visit, delegation: Delegation): boolean {
    if (this.room <= 0) return false;
    this.room--;
    this.call(visit, stepTool, { ...delegation, node: visit.node });
    return true;
  }

  call(visit: Visit, tool: string, args: unknown): void {
    this.advance.calls.push({ visit: visit.id, tool, arguments: args });
  }
}
