import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventOf, type Recorded, sessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { partialWords, toldBranch } from "../../lib/core/transcript.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";
import { sharedLog } from "../../lib/export/shared-log.ts";
import { happenings, RandomSession } from "../core/random-session.ts";
import { idPlant, planted, plantsIn } from "./planted.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 200);
const dice = fc.array(fc.noBias(fc.nat({ max: 59 })), { minLength: 12, maxLength: 12 });
const happening = fc.record({ what: fc.constantFrom(...happenings), dice });
const story = fc.array(happening, { minLength: 1, maxLength: 300, size: "max" });
const asItIs = (text: string) => text;

function randomLog(happened: readonly Parameters<RandomSession["happen"]>[0][]): Recorded[] {
  const session = new RandomSession();
  for (const each of happened) session.happen(each);
  return session.log;
}

/** What the conversation tells of a whole session, told by itself. */
function conversationOf(state: SessionState, withTools: boolean) {
  return toldBranch(state).map(({ message, calls, endings }) => ({
    said: message.content,
    by: message.author.kind === "agent" ? message.author.id : null,
    at: message.at,
    stopped: message.stopped ?? false,
    files: (message.attachments ?? []).map(({ name }) => name),
    thoughts: withTools ? (message.parts ?? []).map(({ text }) => text) : [],
    calls: withTools
      ? calls.map(({ tool, status, arguments: given, content, error }) => ({ tool, status, given, content, ...error }))
      : [],
    endings: endings
      .filter(({ finished }) => finished && finished.outcome !== "done")
      .map((run) => [run.agent, run.finished?.outcome, partialWords(run)]),
  }));
}

/** What was said in no conversation: by agents that others set to work, and in tasks. */
function ownWords(state: SessionState): string[] {
  const own = new Set(state.runs.filter(({ replyTo }) => replyTo === undefined).map(({ id }) => id));
  return state.messages
    .filter(({ runId, author }) => author.kind === "agent" && own.has(runId ?? ""))
    .map(({ content }) => content);
}

/** Where what is told may come from, beside the words of the conversation. */
const toldWithTools = new Set([
  "run.queued task",
  "turn.completed message.parts.*.text",
  "turn.completed calls.*.tool",
  "tool.proposed tool",
  "tool.denied reason",
  "tool.finished content",
  "tool.failed error.message",
  "turn.failed partial",
  "workflow.advanced calls.*.tool",
  "workflow.advanced entered.*.node",
  "surface.shown surface.title",
  "surface.shown surface.nodes.form.type",
  "surface.changed patch.*.value",
]);
const given = /^(tool\.proposed |(turn\.completed|workflow\.advanced) calls\.\*\.)arguments\./;

describe.each([true, false])("the log that is shared, with tools: %s", (withTools) => {
  test(`tells the conversation as it is at last, and no other words (${runs} stories)`, () => {
    fc.assert(
      fc.property(story, (happened) => {
        const log = planted(randomLog(happened));
        const state = fold(log);
        const shared = sharedLog(log, { withTools, redact: asItIs });
        const told = fold(shared);
        expect(conversationOf(told, withTools)).toEqual(conversationOf(state, withTools));

        const text = JSON.stringify(shared);
        expect(text).not.toContain(idPlant);
        const branch = new Set(toldBranch(state).map(({ message }) => message.id));
        for (const { task } of told.runs.filter((run) => run.task !== "")) {
          const [{ seq } = { seq: 0 }] = plantsIn(task);
          const { replyTo } = log[seq - 1] as Recorded<EventOf<"run.queued">>;
          expect(replyTo === undefined || branch.has(replyTo), "a task of another branch").toBe(true);
        }
        const said = JSON.stringify([state.title, conversationOf(state, false), withTools ? ownWords(state) : []]);
        const may = withTools ? toldWithTools : new Set();
        for (const plant of plantsIn(text)) {
          const words = `⟨${plant.type} ${plant.path} ${plant.seq}⟩`;
          const source = `${plant.type} ${plant.path}`;
          if (!said.includes(words) && !(withTools && given.test(source))) expect(may, words).toContain(source);
        }
      }),
      { numRuns: runs },
    );
  });

  test(`has numbers of its own, and every moment of it is a whole one (${runs} stories)`, () => {
    fc.assert(
      fc.property(story, fc.nat(), (happened, cut) => {
        const shared = sharedLog(randomLog(happened), { withTools, redact: asItIs });
        expect(shared.map(({ seq }) => seq)).toEqual(shared.map((_, place) => place + 1));
        for (const { seq: _seq, at: _at, ...event } of shared) sessionEvent.parse(event);
        const at = cut % (shared.length + 1);
        const then = sharedConversation(fold(shared.slice(0, at))).messages;
        const words = new Set(sharedConversation(fold(shared)).messages.map(({ content }) => content));
        for (const { content } of then) expect([...words, ""]).toContain(content);
      }),
      { numRuns: runs },
    );
  });

  test(`holds no secret, wherever in the log one stood (${runs} stories)`, () => {
    fc.assert(
      fc.property(story, (happened) => {
        const log = planted(randomLog(happened));
        const redact = (text: string) => text.replaceAll(/⟨[^⟩]*⟩/g, "[secret]");
        const shared = sharedLog(log, { withTools, redact });
        expect(plantsIn(JSON.stringify(shared))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
