import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { misfits } from "../../lib/workflows/schema-fit.ts";
import { toWorkflow, workflowDefinition } from "../../lib/workflows/workflow.ts";

const object = (properties: object, required: string[] = Object.keys(properties), more: object = {}) => {
  return { type: "object", properties, required, ...more };
};
const text = { type: "string" };
const closed = { additionalProperties: false };

describe("what is given", () => {
  test.each([
    ["nothing is known of", undefined, object({ a: text }), []],
    ["is the same", object({ a: text }), object({ a: text }), []],
    ["has more than is asked for", object({ a: text, b: text }), object({ a: text }), []],
    ["is a whole number where any number does", { type: "integer" }, { type: "number" }, []],
    ["is of another type", object({ a: text }), object({ a: { type: "number" } }), ["a is string, and must be number"]],
    ["is a list", { type: "array" }, object({}), ["it is array, and must be object"]],
    ["lacks a field for certain", object({}, [], closed), object({ a: text }), ["a is missing"]],
    ["may lack a field", object({ a: text }, []), object({ a: text }), ["maybe: a may be missing"]],
    ["says nothing of a field", object({ b: text }), object({ a: text }), ["maybe: a is missing"]],
    [
      "has a field that is not taken",
      object({ a: text, b: text }),
      object({ a: text }, ["a"], closed),
      ["b is not taken"],
    ],
    ["may be null", { type: ["string", "null"] }, text, ["maybe: it may be null, and must be string"]],
    ["has other words", { enum: ["x"] }, { enum: ["y"] }, ['it may be "x", which is not taken']],
    [
      "holds such things",
      object({ list: { type: "array", items: object({ n: text }) } }),
      object({ list: { type: "array", items: object({ n: { type: "integer" } }) } }),
      ["each item of list.n is string, and must be integer"],
    ],
  ])("that %s", (_what, given, taken, expected) => {
    expect(misfits(given, taken).map(({ message, maybe }) => (maybe ? `maybe: ${message}` : message))).toEqual(
      expected,
    );
  });
});

describe("a chain", () => {
  const forms: Record<string, { takes?: unknown; gives?: unknown }> = {
    planner: { gives: object({ days: { type: "integer" } }) },
    booker: { takes: object({ days: { type: "integer" } }) },
    painter: { takes: object({ colour: text }) },
    add: { takes: object({ a: text, b: text }), gives: object({ days: text }) },
  };
  const problems = (steps: unknown[]) =>
    checkWorkflow(toWorkflow(workflowDefinition.parse({ name: "trip", how: { kind: "chain", steps } })), {
      hasAgent: () => true,
      hasTool: () => true,
      hasWorkflow: () => true,
      agentForms: (name) => (name === "unknown" ? null : (forms[name] ?? {})),
      functionForms: (name) => forms[name] ?? {},
    }).map(({ path, message, warns }) => `${path}${warns ? "?" : ""} ${message}`);

  test("whose steps fit has nothing in the way", () => {
    expect(problems([{ agent: "planner" }, { agent: "booker" }])).toEqual([]);
    expect(problems([{ agent: "talker" }, { agent: "booker", task: '{ "days": 3 }' }])).toEqual([]);
    expect(problems([{ agent: "talker" }, { agent: "planner" }])).toEqual([]);
  });

  test("whose step gives text to one that takes a form does not fit", () => {
    expect(problems([{ agent: "talker" }, { agent: "booker" }])).toEqual([
      expect.stringMatching(/^how\.steps\.1 booker takes JSON of a form, and talker gives text/),
    ]);
  });

  test("whose step gives another form does not fit, also where there are two ways", () => {
    expect(problems([{ agent: "planner" }, { agent: "painter" }])).toEqual([
      expect.stringMatching(/^how\.steps\.1\? What planner gives .*colour is missing/),
    ]);
    const own = { agent: "talker", schema: object({ days: text }) };
    const fork = { when: "true", do: [own], otherwise: [{ agent: "planner" }] };
    expect(problems([fork, { agent: "booker" }])).toEqual([
      expect.stringMatching(/^how\.steps\.1 What talker gives .*days is string/),
    ]);
  });

  test("says nothing of steps whose forms are not known yet", () => {
    const steps = [{ agent: "unknown" }, { agent: "booker" }, { agent: "unknown" }];
    expect(problems(steps)).toEqual([]);
    expect(problems([{ agent: "unknown", schema: object({ days: text }) }, { agent: "booker" }])).toEqual([
      expect.stringMatching(/^how\.steps\.1 What unknown gives .*days is string/),
    ]);
  });

  test("whose function lacks an argument does not fit", () => {
    const step = { function: "add", arguments: { a: "1" } };
    expect(problems([step])).toEqual([expect.stringMatching(/^how\.steps\.0 add needs the argument "b"/)]);
    expect(problems([{ function: "add", arguments: { a: "1", b: "{{ input }}" } }, { agent: "booker" }])).toEqual([
      expect.stringMatching(/What add gives does not fit what booker takes: days is string/),
    ]);
  });
});
