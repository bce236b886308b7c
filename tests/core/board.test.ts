import { describe, expect, test } from "vitest";
import { answering, opened } from "./facts.ts";
import { given } from "./given.ts";
import { agent } from "./test-world.ts";

const plan = { type: "board.change" as const, key: "plan", entry: { kind: "plan" as const, value: ["one", "two"] } };
const written = (key: string, kind: "note" | "important", value: string) => ({
  type: "board.changed" as const,
  key,
  entry: { kind, value },
  by: { kind: "agent" as const, id: "helios" },
});

describe("The board of a session", () => {
  test("takes what a person writes, and keeps its place when it is written anew", () => {
    const { state } = given(opened(), written("first", "note", "a"), written("second", "note", "b")).when({
      ...plan,
      key: "first",
    });
    expect(state.board.map(({ key, by }) => [key, by.id])).toEqual([
      ["first", "ada"],
      ["second", "helios"],
    ]);
  });

  test("lets go of an entry, and refuses to erase what is not there", () => {
    given(opened(), written("first", "note", "a"))
      .when({ type: "board.change", key: "first", entry: null })
      .then({ type: "board.changed", key: "first", entry: null });
    given(opened()).when({ type: "board.change", key: "first", entry: null }).thenRefused("not_found");
  });

  test("is shown to agents that may use it: what is important in full, the rest by name", () => {
    const facts = [...answering(), written("goal", "important", "Be brief"), written("draft", "note", "secret words")];
    const text = (tools: string[]) => {
      const agents = [agent("general", { tools: tools.map((name) => ({ name })) })];
      return JSON.stringify(
        given(...facts)
          .inWorld({ agents })
          .context("r1"),
      );
    };
    expect(text(["board"])).toContain("goal (by helios): Be brief");
    expect(text(["board"])).toContain("draft (note)");
    expect(text(["board"])).not.toContain("secret words");
    expect(text([])).not.toContain("Be brief");
  });
});
