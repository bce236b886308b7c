import fc from "fast-check";
import { expect, test } from "vitest";
import { watchStalls } from "../longest-stall.ts";
import { sandboxForTest } from "../run-code.ts";

const abuses: [string, string][] = [
  ["loops", "export default () => { for (;;); }"],
  ["eats", "export default () => { const all = []; for (;;) all.push(new Uint8Array(1e6)); }"],
  ["hides", "export default () => [].concat(new Array(2 ** 32 - 1)).sort()"],
  [
    "shouts",
    "export default (_, host) => { for (let i = 0; i < 1e5; i++) host.log('x'.repeat(1000)); return 'x'.repeat(1e6) }",
  ],
  ["asks", "export default async (_, host) => { for (;;) await host.data.get('x') }"],
];

test("given two hundred calls at once of which half are abusive, the good ones are right and the server goes on breathing", async () => {
  const { run } = sandboxForTest({ quick: 2, slow: 2 });
  // What is compiled and started once is not what is measured.
  await run("export default () => 1");
  const stalls = watchStalls();
  const calls = Array.from({ length: 100 }, (_, index) => {
    const [lane, source] = abuses[index % abuses.length] as [string, string];
    const good = run(
      "export default async (i, host) => [i.n * 2, await host.data.get('x')]",
      { n: index },
      {
        lane: "good",
        host: async () => index,
        limits: { timeoutMs: 20_000 },
      },
    );
    const bad = run(source, {}, { lane, limits: { timeoutMs: 100 } });
    return [good, bad] as const;
  });
  const good = await Promise.all(calls.map(([each]) => each));
  const bad = await Promise.all(calls.map(([, each]) => each));
  expect(good.map(({ result }) => result)).toEqual(good.map((_, index) => [index * 2, index]));
  expect(bad.filter(({ kind }) => kind === "ok")).toEqual([]);
  expect(stalls.stop()).toBeLessThan(250);
}, 120_000);

test("given a function that never ends, called again and again, others do not wait for it", async () => {
  const { run } = sandboxForTest({ quick: 1, slow: 1 });
  const bad = Array.from({ length: 12 }, () =>
    run("export default () => { for (;;); }", {}, { lane: "bad", limits: { timeoutMs: 400 } }),
  );
  const order: string[] = [];
  for (const each of bad) void each.then(() => order.push("bad"));
  const good = Array.from({ length: 8 }, async (_, n) => {
    expect(await run("export default (n) => n", n, { lane: "good" })).toMatchObject({ kind: "ok", result: n });
    order.push("good");
  });
  await Promise.all([...good, ...bad]);
  // Taking turns alone, there would be about as many of them before the last good one as there are good ones.
  expect(order.slice(0, order.lastIndexOf("good")).filter((each) => each === "bad").length).toBeLessThanOrEqual(5);
}, 60_000);

test("given any JSON, it comes back as it went in", async () => {
  const { run } = sandboxForTest();
  const json = fc.jsonValue({ maxDepth: 6 }).filter((each) => !JSON.stringify(each).includes("__proto__"));
  await fc.assert(
    fc.asyncProperty(json, async (input) => {
      expect(await run("export default (input) => input", input)).toMatchObject({
        kind: "ok",
        result: JSON.parse(JSON.stringify(input)),
      });
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("given any text as source, it is refused with a sentence or runs to an end, and nothing else", async () => {
  const { run } = sandboxForTest();
  const pieces = [
    "export default ",
    "() => ",
    "{",
    "}",
    "(",
    ")",
    "host",
    "input",
    ";",
    "\n",
    "await ",
    "1",
    "'",
    "`${",
    "/",
    "import ",
    "\0",
    "…",
    "=",
    ".",
  ];
  const source = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((each) => each.join("")),
  );
  await fc.assert(
    fc.asyncProperty(source, async (text) => {
      const outcome = await run(text, {}, { limits: { timeoutMs: 200 } }).catch((error: Error) => ({
        kind: "refused",
        error,
      }));
      if (outcome.kind !== "ok") expect(outcome.error?.message.length).toBeGreaterThan(0);
    }),
    { numRuns: 80 },
  );
}, 60_000);
