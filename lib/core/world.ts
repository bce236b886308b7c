import type { Agent } from "./agent.ts";
import type { EventOf } from "./events.ts";
import type { Limits } from "./fields.ts";
import type { ModelCall } from "./model.ts";
import type { Message, Run, SessionState } from "./state.ts";
import type { ShownSurface, Surface, SurfaceConsequence } from "./surface.ts";

/**
 * What the pure functions may know beside the log: definitions and policies, as they stand now.
 * Answers come from memory, at once, and never change what is asked.
 */
export interface World {
  /** The published version; with `version`, that one. */
  agent(name: string, version?: number): Agent | null;
  /** A workflow as the agent that its runs count as: its limits, and the tools that its steps name. */
  conductor(name: string, version?: number): Agent | null;
  /** What is to become of a call that an agent's model or a workflow made. */
  judge(agent: Agent, call: ModelCall, has?: JudgedFor): Judgement;
  /** A call's arguments as they may stand in the log: what the tool's schema calls secret is sealed. */
  seal?(ownerId: string, tool: string, args: unknown): unknown;
  /** How long a person has to say yes; none: for ever. */
  readonly approvalMs?: number | null;
  /** Who answers this message: the workflow's word, with its reason. Nobody is a valid answer. */
  whoIsNext(state: SessionState, message: Message): Routing;
  /** The same, from what the run that was asked said about it. */
  routedBy(state: SessionState, message: Message, run: Run): Routing;
  /** What a workflow's run does next; null while it has to wait. */
  conduct(state: SessionState, run: Run): Advance | null;
  /** The best agent for this, and of equals the one with the least to do here; null where nobody can. */
  withCapability(state: SessionState, capability: string): Agent | null;
  /** What an action on a node of a surface means; refused where the node does not declare it, or its parameters do not fit. */
  surfaceAction(
    state: SessionState,
    surface: ShownSurface,
    act: { nodeId: string; action: string; parameters: unknown },
  ): SurfaceConsequence;
  /** What is wrong with a task for an agent that says what its tasks look like; null where nothing is. */
  misfit?(agent: Agent, task: string): string | null;
  /** Room for messages in the agent's context, in tokens, before it must be compressed. */
  contextBudget(agent: Agent, models?: readonly string[]): number;
}

/** What is known of a call beside its agent. */
export interface JudgedFor {
  approval?: boolean;
  /** A person granted the tool to the agent in this session. */
  granted?: boolean;
  ownerId?: string;
}

export type Judgement =
  | { verdict: "run" }
  /** Another agent, or a workflow, does it, in a run of its own. */
  | { verdict: "delegate"; delegation: Delegation }
  /** The conversation goes to another agent; the run has nothing more to say. */
  | { verdict: "hand-off"; to: string; reason: string; task: string; sees: "conversation" | "task" }
  /** The result is known at once. `ends`: the run has nothing to say after it. */
  | { verdict: "result"; content: string; details?: unknown; ends?: true }
  /** A person must say yes. The digest binds the approval to this tool and these arguments. */
  | { verdict: "approve"; reason: string; digest: string }
  /** The call is a question to a person. */
  | { verdict: "ask"; question: string; choices?: string[]; schema?: Record<string, unknown>; surface?: Surface }
  /** It cannot run; the model reads why. */
  | { verdict: "refuse"; code: string; reason: string };

export interface Delegation {
  /** One of these says who. */
  agent?: string;
  capability?: string;
  workflow?: string;
  task: string;
  /** What its answer must fit. */
  schema?: Record<string, unknown>;
  /** The only tools of the agent's that it may use. */
  tools?: string[];
  limits?: Limits;
  /** What it knows beside its task. Unless it speaks in the conversation, nothing. */
  sees?: "conversation" | "task";
  /** Its words join the conversation; otherwise it has a transcript of its own. */
  speaks?: boolean;
  node?: string;
  /** Which item of a list it is for. */
  item?: number;
}

/** Who is to speak, why, and who else was considered. */
export interface Routing extends Omit<EventOf<"message.routed">, "type" | "messageId"> {
  /** `to` names a workflow: it conducts those who answer. */
  conducts?: true;
  /** It takes a model to say: this agent is asked first. */
  ask?: { agent: string; task: string; schema?: Record<string, unknown> };
}

/** What a workflow's run does, but for the ids of its calls and of its message. */
export interface Advance extends Omit<EventOf<"workflow.advanced">, "type" | "runId" | "calls" | "message"> {
  calls: { visit: string; tool: string; arguments: unknown }[];
  says?: string;
}

/** What an event-making function needs from outside: ids and time come in as arguments. */
export interface Given {
  at: string;
  /** Who asks: a user's id. */
  by: string;
  newId(kind: IdKind): string;
  world: World;
}

export type IdKind = "session" | "message" | "run" | "turn" | "call" | "effect" | "command";
