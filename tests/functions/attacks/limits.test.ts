import { afterAll, describe, expect, test } from "vitest";
import { aSandbox } from "../run-code.ts";

const { run, value, pool, close } = aSandbox();
afterAll(close);

const short = { limits: { timeoutMs: 400 } };
/** For what is much work and is to come to its end. */
const long = { timeoutMs: 15_000 };

/** Which of these an attack ends in depends on which limit it meets first; that it ends in one, and that the next call is right, does not. */
async function endsIn(source: string, kinds: string[]): Promise<void> {
  const outcome = await run(source, {}, short);
  expect(kinds, `${source}: ${outcome.error?.message}`).toContain(outcome.kind);
  expect(await value("export default (i) => i + 1", 1)).toBe(2);
}

describe("code that takes too much time", () => {
  test.each([
    ["a loop", "export default () => { for (;;); }"],
    [
      "a loop that catches everything",
      "export default () => { for (;;) try { for (;;); } catch {} finally { continue } }",
    ],
    [
      "a loop of microtasks",
      "export default () => new Promise(() => { const f = () => Promise.resolve().then(f); f(); })",
    ],
    ["a loop of awaiting", "export default async () => { for (;;) await null; }"],
    ["a generator", "export default () => [...(function* () { for (;;) yield 1; })()].length"],
    [
      "an asynchronous generator",
      "export default async () => { for await (const x of (async function* () { for (;;) yield 1; })()); }",
    ],
    ["a regular expression", "export default () => /^(a+)+$/.test('a'.repeat(50) + 'b')"],
    ["a loop while the module is evaluated", "for (;;); export default () => 1"],
    ["a native loop that hears nothing", "export default () => [].concat(new Array(2 ** 32 - 1)).sort()"],
    ["a toJSON without an end", "export default () => ({ toJSON() { for (;;); } })"],
    ["a getter without an end", "export default () => ({ get a() { for (;;); } })"],
    ["an error whose message has no end", "export default () => { throw { get message() { for (;;); } } }"],

    ["a thenable", "export default () => ({ then(resolve) { for (;;); } })"],
  ])("%s is ended", async (_name, source) => {
    await endsIn(source, ["timeout", "memory"]);
  });
});

describe("code that takes too much memory", () => {
  test.each([
    ["a long list", "export default () => new Array(1e9).fill(0)"],
    ["a doubling text", "export default () => { let s = 'x'; for (;;) s += s; }"],
    [
      "a doubling text that catches",
      "export default () => { let s = 'x'; for (;;) try { s += s } catch { s = s.slice(1) + s } }",
    ],
    ["many buffers", "export default () => { const all = []; for (;;) all.push(new ArrayBuffer(1e6)); }"],
    ["a long repetition", "export default () => 'x'.repeat(2 ** 30 - 1).length"],
    ["a list from a length", "export default () => Array.from({ length: 1e9 })"],
    ["many keys", "export default () => { const o = {}; for (let i = 0; ; i++) o['k' + i] = i; }"],
    ["a huge pattern", "export default () => new RegExp('(x{1000}){1000}'.repeat(1000)).test('x')"],
    ["a growing map", "export default () => { const m = new Map(); for (let i = 0; ; i++) m.set({}, i); }"],
    ["a join", "export default () => new Array(1e8).join('xxxxxxxx').length"],
  ])("%s is ended", async (_name, source) => {
    await endsIn(source, ["memory", "timeout", "thrown", "killed"]);
  });

  test("is told so, and what it would have needed stays out of reach", async () => {
    const outcome = await run(
      "export default () => { const all = []; for (;;) all.push(new Uint8Array(1e6)); }",
      {},
      { limits: { memoryMb: 32 } },
    );
    expect(outcome).toMatchObject({
      kind: "memory",
      error: { message: "The function needs more than 32 MB of memory." },
    });
    expect(outcome.memoryBytes).toBeLessThanOrEqual(32 * 1024 * 1024);
  });
});

describe("code that goes too deep", () => {
  test.each([
    ["recursion", "const f = () => f(); export default f"],
    ["recursion that catches", "const f = () => { try { f() } catch { f() } }; export default f"],
    ["a nested list", "export default () => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a }"],
    ["nested JSON", "export default () => JSON.parse('['.repeat(1e6))"],
    [
      "nested proxies",
      "export default () => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x }",
    ],
    ["nested functions", "export default () => eval('('.repeat(1e5) + ')'.repeat(1e5))"],
    [
      "nested binds",
      "export default () => { let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); return f() }",
    ],
    ["a deep pattern", "export default () => new RegExp('(?:'.repeat(1e5) + ')'.repeat(1e5)).test('x')"],
    ["a sort that recurses", "export default () => { const f = () => [2, 1].sort(f); return f() }"],
    ["a toString that recurses", "export default () => { const o = { toString: () => '' + o }; return '' + o }"],
  ])("%s is ended", async (_name, source) => {
    await endsIn(source, ["thrown", "output", "memory", "timeout", "killed", "type"]);
  });
});

describe("code that says too much", () => {
  test("has no larger result than it may, in bytes", async () => {
    const bytes = { limits: { outputBytes: 1_000 } };
    expect((await run("export default () => 'x'.repeat(998)", {}, bytes)).kind).toBe("ok");
    expect(await run("export default () => 'x'.repeat(999)", {}, bytes)).toMatchObject({ kind: "output" });
    expect(await run("export default () => '€'.repeat(400)", {}, bytes)).toMatchObject({ kind: "output" });
    expect(await run("export default () => ({ toJSON: () => 'x'.repeat(1e7) })", {}, bytes)).toMatchObject({
      kind: "output",
    });
  });

  test("has a log that ends", async () => {
    const { logs, kind } = await run(
      "export default (_, host) => { for (let i = 0; i < 5e4; i++) host.log(i); return 1 }",
      {},
      { limits: long },
    );
    expect(kind).toBe("ok");
    expect(logs).toHaveLength(1_001);
    expect(logs.at(-1)).toEqual({ level: "warn", text: "[More was logged than is kept.]" });
    const large = await run(
      "export default (_, host) => { for (let i = 0; i < 100; i++) host.log('x'.repeat(1e6)); return 1 }",
    );
    expect(large.logs.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(70_000);
  });

  test("asks its host no more often than it may, one after the other or all at once", async () => {
    let asked = 0;
    const host = async () => {
      asked += 1;
      return asked;
    };
    const million =
      "export default async (_, host) => { let n = 0; for (let i = 0; i < 1e4; i++) try { await host.data.get('x'); n++ } catch {} return n }";
    expect(await value(million, {}, { host, limits: { ...long, hostCalls: 20 } })).toBe(20);
    expect(asked).toBe(20);
    const atOnce =
      "export default async (_, host) => (await Promise.allSettled(Array.from({ length: 1e4 }, () => host.data.get('x')))).filter((each) => each.status === 'fulfilled').length";
    expect(await value(atOnce, {}, { host, limits: { ...long, hostCalls: 1_000 } })).toBe(32);
    const uncaught = "export default async (_, host) => { for (;;) await host.data.get('x') }";
    expect((await run(uncaught, {}, { host, limits: { hostCalls: 5 } })).kind).toBe("host");
  });

  test("hands its host nothing that is too large", async () => {
    const outcome = await run("export default (_, host) => host.data.set('x', 'y'.repeat(1e6))");
    expect(outcome).toMatchObject({ kind: "host", error: { message: expect.stringContaining("too large") } });
  });

  test("has no result that would hurt those who read it", async () => {
    expect((await run(`export default () => JSON.parse('{"__proto__":{"a":1}}')`)).kind).toBe("output");
    expect((await run("export default () => ({ a: [{ ['__proto__']: 1 }] })")).kind).toBe("output");
    expect(
      (await run("export default () => { let a = 1; for (let i = 0; i < 150; i++) a = [a]; return a }")).kind,
    ).toBe("output");
  });

  test.each([
    ["a function", "() => 1"],
    ["a symbol", "Symbol.iterator"],
    ["a big number", "10n"],
    ["a circle", "(() => { const a = {}; a.a = a; return a })()"],
    ["a throwing getter", "({ get a() { throw new Error('no') } })"],
    ["a throwing toJSON", "({ toJSON() { throw new Error('no') } })"],
    ["a throwing proxy", "new Proxy({}, { ownKeys() { throw new Error('no') } })"],
    ["a revoked proxy", "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()"],
  ])("%s is no result", async (_name, expression) => {
    expect(["output", "type"]).toContain((await run(`export default () => (${expression})`)).kind);
  });

  test.each([
    ["Symbol tricks", "({ [Symbol.toPrimitive]() { throw 1 }, [Symbol.toStringTag]: 'x', a: 1 })", { a: 1 }],
    ["shared buffers", "typeof SharedArrayBuffer === 'function' ? Object.keys(new SharedArrayBuffer(8)).length : 0", 0],
    ["characters without a partner", "'\\ud800' + String.fromCharCode(0)", "\ud800\0"],
    ["dates and NaN", "[new Date(0), NaN, -0, undefined]", ["1970-01-01T00:00:00.000Z", null, 0, null]],
  ])("%s do no harm", async (_name, expression, expected) => {
    expect(await value(`export default () => (${expression})`)).toEqual(expected);
  });

  test("waiting for itself with Atomics does not outlast its time", async () => {
    const source =
      "export default () => { const a = new Int32Array(new SharedArrayBuffer(8)); return Atomics.wait(a, 0, 0, 1e9) }";
    expect((await run(source, {}, short)).kind).not.toBe("ok");
    expect(pool.stats().running).toBe(0);
  });
});
