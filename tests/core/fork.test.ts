import { describe, expect, it } from "vitest";
import { fork } from "../../lib/core/fork.ts";
import { branchInView } from "../../lib/core/path.ts";
import { openRuns } from "../../lib/core/state.ts";
import { opened, posted, queued, recorded, runStarted } from "./facts.ts";
import { checkGrammar } from "./log-grammar.ts";
import { countingIds, now, testWorld } from "./test-world.ts";

const events = recorded([
  opened(),
  posted("message-1"),
  queued("run-1", { replyTo: "message-1" }),
  runStarted("run-1"),
  { type: "turn.started", runId: "run-1", turnId: "turn-1", attempt: 1, model: "demo/demo", worker: "worker" },
  { type: "run.cancelled", runId: "run-1", by: "ada" },
  {
    type: "turn.failed",
    runId: "run-1",
    turnId: "turn-1",
    error: { code: "cancelled", message: "stopped" },
    partial: "Once upon",
  },
  { type: "run.finished", runId: "run-1", outcome: "cancelled" },
  posted("message-2", "and then?", { parentId: "turn-1:partial" }),
]);
const given = () => ({ at: now, by: "bob", newId: countingIds(events), world: testWorld() });
const from = (seq: number) => ({ sessionId: "session-1", seq });

describe("a fork", () => {
  it("says the same under new ids, and belongs to who made it", () => {
    const { state, events: copy } = fork(events, from(9), undefined, given());
    expect(checkGrammar(copy)).toEqual([]);
    expect(branchInView(state).map((message) => message.content)).toEqual([
      "text of message-1",
      "Once upon",
      "and then?",
    ]);
    expect(JSON.stringify(copy)).not.toMatch(/"(message-1|run-1|turn-1|turn-1:partial)"/);
    expect(state).toMatchObject({ ownerId: "bob", forkOf: from(9) });
  });

  it("ends what was in flight where it was taken", () => {
    const { state, events: copy } = fork(events, from(5), "Another way", given());
    expect(checkGrammar(copy)).toEqual([]);
    expect(openRuns(state)).toEqual([]);
    expect(state.runs[0]?.finished?.outcome).toBe("cancelled");
    expect(state.title).toBe("Another way");
  });

  it.each([0, 10])("is refused at %i, where there is nothing", (seq) => {
    expect(() => fork(events, from(seq), undefined, given())).toThrow("events 1 to 9");
  });
});
