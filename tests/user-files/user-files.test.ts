import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { userFiles } from "../../server/user-files/user-files.ts";
import {
  finished,
  opened,
  posted,
  queued,
  recorded,
  turnCompleted,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";
import { memoryUserData } from "../tools/builtin/memory-user-data.ts";

async function filesOf(ownerId: string, sessions: Record<string, SessionEvent[]>, saved: Record<string, unknown> = {}) {
  const userData = memoryUserData();
  for (const [name, value] of Object.entries(saved)) await userData.set("ada", name, value);
  const files = await userFiles(ownerId, {
    listSessions: async () => Object.keys(sessions).map((id) => ({ id })),
    loadState: async (id) => fold(recorded(sessions[id] ?? [])),
    userData,
  });
  return Object.fromEntries(files.map((file) => [file.name, file]));
}

const read = async (...args: Parameters<typeof filesOf>) =>
  Object.fromEntries(Object.entries(await filesOf(...args)).map(([name, file]) => [name, file.read()]));

const talk = (title: string, question: string, answer: string): SessionEvent[] => [
  opened({ title }),
  posted("m1", question),
  queued("r1", { replyTo: "m1", task: question }),
  ...wholeTurn("r1", "t1", answer),
  finished("r1"),
];

describe("a person's files", () => {
  test("are none while there is nothing", async () => {
    expect(await filesOf("ada", {})).toEqual({});
    expect(await filesOf("ada", { empty: [opened()] })).toEqual({});
  });

  test("hold all conversations, and per agent what it was asked and answered", async () => {
    const files = await read("ada", { s2: talk("Second", "How?", "So."), s1: talk("First", "Why?", "Because.") });
    expect(Object.keys(files)).toEqual(["conversations.md", "general_interactions.md"]);
    expect(files["conversations.md"]).toMatch(/^# Second\n.*So\.\n\n---\n\n# First\n.*Because\.\n$/s);
    expect(files["general_interactions.md"]).toContain("# 2026-01-01 00:00 UTC · First\n\n> Why?\n\nBecause.\n");
  });

  test("tell their size in bytes and their kind", async () => {
    const file = (await filesOf("ada", { s1: talk("Über", "Why?", "Because.") }))["conversations.md"]!;
    expect(file).toMatchObject({ mediaType: "text/markdown", bytes: Buffer.byteLength(file.read()) });
  });

  test.each([
    ["Buy milk", "# Notes\n\nBuy milk\n"],
    [["Buy milk", "Call\nBen"], "# Notes\n\n- Buy milk\n- Call Ben\n"],
    [{ milk: 2 }, '# Notes\n\n```json\n{\n  "milk": 2\n}\n```\n'],
  ])("hold the saved notes, in whatever form they are: %j", async (notes, text) => {
    expect(await read("ada", {}, { notes })).toEqual({ "notes.md": text });
  });

  test("hold per agent the data that it saved, with the values of now", async () => {
    const save = (callId: string, name: string) => ({ callId, tool: "save_data", arguments: { name, value: "then" } });
    const session = [
      opened(),
      posted("m1"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "", [save("c1", "weight"), save("c2", "deleted since")]),
      ...wholeCall("r1", "c1"),
      ...wholeCall("r1", "c2"),
    ];
    const files = await filesOf("ada", { s1: session }, { weight: 70, "saved by hand": true });
    expect(files["general_data.json"]).toMatchObject({ mediaType: "application/json" });
    expect(JSON.parse(files["general_data.json"]!.read())).toEqual({ weight: 70 });
  });

  test("tell what agents asked of each other", async () => {
    const session = [
      opened(),
      posted("m1"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "delegate" }]),
      queued("r2", { agent: "helios", task: "Plan a run", depth: 1, parent: { runId: "r1", callId: "c1" } }),
      turnStarted("r2", "t2"),
      turnCompleted("r2", "t2", "Ten minutes a day", [], {
        message: { id: "m9", content: "Ten minutes a day", author: { kind: "agent", id: "helios" } },
      }),
      finished("r2"),
    ];
    const files = await read("ada", { s1: session });
    expect(files["agent_interactions.md"]).toBe(
      "# 2026-01-01 00:00 UTC · general → helios\n\n> Plan a run\n\nTen minutes a day\n",
    );
    expect(files["helios_interactions.md"]).toContain("> Plan a run\n\nTen minutes a day\n");
  });

  test("of an agent called agent are not those about all agents", async () => {
    const files = await read("ada", { s1: [opened(), queued("r1", { agent: "agent", task: "alone" })] });
    expect(Object.keys(files)).toEqual(["agent-itself_interactions.md"]);
  });

  test("never show another person's session, whatever the list says", async () => {
    expect(await filesOf("ben", { s1: talk("First", "Why?", "Because.") })).toEqual({});
  });

  test("end when they are very long, with a word about it", async () => {
    const long = "x".repeat(9 * 1024 * 1024);
    const text = (
      await read("ada", { s1: talk("a", "b", long), s2: talk("c", "d", long), s3: talk("e", "f", "the oldest") })
    )["conversations.md"];
    expect(text!.endsWith("*What is older is left out here.*\n")).toBe(true);
    expect(text).not.toContain("the oldest");
  });
});
