import type { Agent } from "./agent.ts";
import type { EventOf } from "./events.ts";
import type { ModelCall } from "./model.ts";
import type { Message, SessionState } from "./state.ts";

/**
 * What the pure functions may know beside the log: definitions and policies, as they stand now.
 * Answers come from memory, at once, and never change what is asked.
 */
export interface World {
  /** The published version; with `version`, that one. */
  agent(name: string, version?: number): Agent | null;
  /** What is to become of a call that an agent's model made. */
  judge(agent: Agent, call: ModelCall): Judgement;
  /** Who answers this message: the workflow's word, with its reason. Nobody is a valid answer. */
  whoIsNext(state: SessionState, message: Message): Routing;
  /** Room for messages in the agent's context, in tokens, before it must be compressed. */
  contextBudget(agent: Agent, models?: readonly string[]): number;
}

export type Judgement =
  | { verdict: "run" }
  /** A person must say yes. The digest binds the approval to this tool and these arguments. */
  | { verdict: "approve"; reason: string; digest: string }
  /** The call is a question to a person. */
  | { verdict: "ask"; question: string; choices?: string[]; schema?: Record<string, unknown> }
  /** It cannot run; the model reads why. */
  | { verdict: "refuse"; code: string; reason: string };

/** Who is to speak, why, and who else was considered. */
export type Routing = Omit<EventOf<"message.routed">, "type" | "messageId">;

/** What an event-making function needs from outside: ids and time come in as arguments. */
export interface Given {
  at: string;
  /** Who asks: a user's id. */
  by: string;
  newId(kind: IdKind): string;
  world: World;
}

export type IdKind = "session" | "message" | "run" | "turn" | "call" | "effect" | "command";
