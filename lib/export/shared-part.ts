import { branchInView } from "../core/path.ts";
import { type Call, findMessage, inConversation, type Message, type Run, type SessionState } from "../core/state.ts";

/** What of a session a link shows: the branch in view as it stands at the link's end, and the work that belongs to it. */
export interface SharedPart {
  /** Of the branch in view, as they are at last: what a person edited away is nobody's business. */
  messages: ReadonlyMap<string, Message>;
  /** By the run's id. */
  runs: ReadonlyMap<string, Run>;
  /** Empty where tools are not shown. */
  calls: ReadonlyMap<string, Call>;
  /** Turns of these runs whose words stand in another branch. */
  turnsElsewhere: ReadonlySet<string>;
  /** Of these runs, those whose last words stand in another branch: how they ended is told there. */
  endsElsewhere: ReadonlySet<string>;
}

export function sharedPart(state: SessionState, withTools: boolean): SharedPart {
  const messages = new Map(branchInView(state).map((message) => [message.id, message]));
  const words = wordsOfRuns(state);
  const runs = new Map<string, Run>();
  const calls = new Map<string, Call>();
  const turnsElsewhere = new Set<string>();
  const endsElsewhere = new Set<string>();
  // Who set a run to work stands before it.
  for (const run of state.runs) {
    if (!isShared(run)) continue;
    runs.set(run.id, run);
    const turns = inConversation(run)
      ? (words.get(run.id)?.own.filter(({ turnId }) => turnId !== undefined) ?? [])
      : [];
    for (const message of turns) if (!isTold(message)) turnsElsewhere.add(message.turnId as string);
    const last = turns.at(-1);
    if (last && !isTold(last)) endsElsewhere.add(run.id);
    if (withTools) for (const call of run.calls) if (!turnsElsewhere.has(call.turnId)) calls.set(call.callId, call);
  }
  return { messages, runs, calls, turnsElsewhere, endsElsewhere };

  function isTold({ id }: Message): boolean {
    return messages.has(id);
  }

  function isShared(run: Run): boolean {
    if (inConversation(run)) {
      const { own = [], family = [] } = words.get(run.id) ?? {};
      if (own.length > 0) return own.some(isTold);
      // It is told how it ended, and nothing of those who spoke for it in another branch.
      const { outcome = "done" } = run.finished ?? {};
      return messages.has(run.replyTo ?? "") && (outcome !== "done" || family.length === 0 || family.some(isTold));
    }
    if (!withTools) return false;
    if (run.parent) return runs.has(run.parent.runId) && calls.has(run.parent.callId);
    if (run.after) return runs.has(run.after);
    // Who was to answer a message was found out for that message alone; other runs were asked for by themselves.
    return run.routes === undefined || messages.has(run.routes);
  }
}

interface Words {
  own: Message[];
  /** Of those that work for it. */
  family: Message[];
}

function wordsOfRuns(state: SessionState): Map<string, Words> {
  const parents = new Map(state.runs.map(({ id, parent }) => [id, parent?.runId]));
  const words = new Map<string, Words>(state.runs.map(({ id }) => [id, { own: [], family: [] }]));
  for (const message of state.messages) {
    // A person's message that reached the run while it worked was not said by it.
    if (message.runId === undefined || message.author.kind !== "agent") continue;
    words.get(message.runId)?.own.push(message);
    for (let above = parents.get(message.runId); above !== undefined; above = parents.get(above))
      words.get(above)?.family.push(message);
  }
  return words;
}

/** What the run had said when it broke off, where the conversation tells it. */
export function toldPartial(state: SessionState, run: Run | undefined, turnId: string): string {
  const stopped = findMessage(state, `${turnId}:partial`);
  if (stopped) return stopped.content;
  const last = run?.turns.at(-1);
  return run?.finished?.outcome === "failed" && last?.id === turnId ? (last.partial ?? "") : "";
}
