import { describe, expect, test } from "vitest";
import { bundleFrom, bundleOf, checked, filesOf, plan } from "../../lib/definitions/bundle.ts";
import type { Definition, DefinitionKind } from "../../lib/definitions/definition.ts";

const at = "2026-01-01T00:00:00.000Z";
const definition = (kind: DefinitionKind, name: string, body: object, more: Partial<Definition> = {}): Definition => ({
  kind,
  name,
  draft: null,
  current: { version: 1, body: body as Record<string, unknown>, hash: name },
  newest: 1,
  canary: null,
  tags: [],
  archivedAt: null,
  createdAt: at,
  changedAt: at,
  ...more,
});
const coder = definition("agent", "coder", { instructions: "Code.", tools: ["calculate"] }, { tags: ["work"] });
const add = definition("function", "add", { source: "export default () => 1", approval: "always" });
const head = { format: "troupe-bundle", version: 1 } as const;

describe("a bundle", () => {
  test("holds what is in use, and is the same as a folder of files", () => {
    const gone = definition("agent", "gone", {}, { archivedAt: at });
    const made = bundleOf([coder, add, gone]);
    expect(made.agents).toEqual([{ name: "coder", tags: ["work"], body: coder.current?.body }]);
    expect(Object.keys(filesOf(made))).toEqual(["functions/add.json", "agents/coder.json"]);
    expect(bundleFrom({ ...filesOf(made), "README.md": "hello" })).toEqual(made);
  });

  test("that was just made changes nothing", () => {
    const trusted = definition("agent", "trusted", { tools: [{ name: "a", approval: "never" }] });
    const all = [coder, add, trusted];
    expect(plan(all, bundleOf(all)).map((step) => step.do)).toEqual(["same", "same", "same"]);
  });

  test("is planned before anything happens: what is new, what differs, functions first", () => {
    const changed = { ...coder.current?.body, instructions: "Code well." };
    const wanted = checked({
      ...head,
      agents: [{ name: "coder", body: changed }],
      functions: [{ name: "new", body: {} }],
    });
    expect(plan([coder], wanted)).toMatchObject([
      { kind: "function", name: "new", do: "create" },
      { name: "coder", do: "change", changes: [{ path: "instructions", before: "Code.", after: "Code well." }] },
    ]);
  });

  test("brings no approval that is looser than the tool's own", () => {
    const when = { when: [{ argument: "a", is: "present" }] };
    const tools = [
      { name: "a", approval: "never" },
      { name: "b", approval: when },
      { name: "c", approval: "always" },
      "d",
    ];
    const wanted = checked({
      ...head,
      agents: [{ name: "x", body: { tools } }],
      functions: [{ name: "f", body: { approval: "never" } }],
    });
    const [f, x] = plan([], wanted);
    expect(x?.body.tools).toEqual([{ name: "a" }, { name: "b" }, { name: "c", approval: "always" }, "d"]);
    expect(f?.body.approval).toBe("always");
  });
});

describe("a hostile bundle is refused", () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
  test.each([
    ["that is no object", []],
    ["with unknown fields", { ...head, scripts: ["rm"] }],
    ["with an entry's unknown fields", { ...head, agents: [{ name: "a", body: {}, publish: true }] }],
    [
      "with a name twice",
      {
        ...head,
        agents: [
          { name: "a", body: {} },
          { name: "a", body: {} },
        ],
      },
    ],
    ["with a name that is a path", { ...head, agents: [{ name: "../a", body: {} }] }],
    [
      "with prototype keys",
      JSON.parse(
        '{"format":"troupe-bundle","version":1,"agents":[{"name":"a","body":{"x":{"__proto__":{"admin":true}}}}]}',
      ),
    ],
    ["that is too deep", { ...head, agents: [{ name: "a", body: deep(60) }] }],
    [
      "with too many entries",
      { ...head, agents: Array.from({ length: 1_001 }, (_, index) => ({ name: `a${index}`, body: {} })) },
    ],
    ["of another version", { ...head, version: 2 }],
  ])("%s", (_what, value) => {
    expect(() => checked(value)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("as files that are not JSON objects", () => {
    expect(() => bundleFrom({ "agents/a.json": "[]" })).toThrow(/agents\/a\.json is not a JSON object/);
    expect(() => bundleFrom({ "agents/a.json": "{" })).toThrow(/not a JSON object/);
  });
});
