import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { trialTag } from "../../lib/core/trial.ts";
import { mostMoments } from "../../lib/operations/operations.ts";
import type { Lists } from "../../server/ports/lists.ts";
import { PersonCourses } from "../../server/runtime/person-courses.ts";
import { answering, proposed, queued, recorded, wholeTurn } from "../core/facts.ts";

/** A state in which one approval waits. */
const waits: SessionState = fold(
  recorded([
    ...answering(),
    ...wholeTurn("r1", "t1", "May I?", [{ callId: "c1", tool: "echo" }]).slice(0, -1),
    proposed("r1", "c1", "echo", { approval: { reason: "It asks.", digest: "d" } }),
  ]),
);
const rests: SessionState = fold(recorded(answering()));
const runQueued = recorded([queued("r2")]);

function listing(...waiting: [id: string, waitingForPerson: number][]) {
  const asked: string[] = [];
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const items = waiting.map(([id, waitingForPerson]) => ({ id, waitingForPerson }) as SessionSummary);
  const lists = {
    async sessions({ ownerId }: { ownerId: string }) {
      asked.push(ownerId);
      await told;
      return { items, nextCursor: null };
    },
  } as unknown as Lists;
  return { people: new PersonCourses(lists), asked, tell };
}

test("what waits for a person is counted from what waited when they first asked, and by what happens since", async () => {
  const { people, asked, tell } = listing(["s1", 2], ["s2", 1]);
  tell();
  expect(await people.of("ada", 5)).toEqual({ waiting: [], runs: [] });
  people.keep();
  people.note("s3", "ada", waits, runQueued);
  people.note("s1", "bob", waits, runQueued);
  people.note("s4", "ada", { ...waits, tags: [trialTag] }, []);
  people.keep();
  people.note("s1", "ada", rests, []);
  people.keep();
  people.note("s3", "ada", null, []);
  people.keep();
  expect(await people.of("ada", 6)).toEqual({ waiting: [3, 4, 2, 1], runs: [5, 6, 6, 6] });
  expect(asked).toEqual(["ada"]);
});

test("what happens while the list is read is newer than the list", async () => {
  const { people, tell } = listing(["s1", 2]);
  const first = people.of("ada", 0);
  people.note("s1", "ada", rests, []);
  tell();
  await first;
  people.keep();
  expect((await people.of("ada", 0)).waiting).toEqual([0]);
});

test("no more is kept than the last minutes, and of nobody who never asked", async () => {
  const { people, tell } = listing();
  tell();
  people.note("s1", "ada", waits, []);
  people.keep();
  expect((await people.of("ada", 1)).waiting).toEqual([]);
  for (let second = 0; second < mostMoments + 20; second++) people.keep();
  expect((await people.of("ada", 1)).waiting).toHaveLength(mostMoments);
});
