import { afterAll, describe, expect, test } from "vitest";
import { aSandbox } from "../run-code.ts";

const { run, value, close } = aSandbox();
afterAll(close);

const evaluated = (expression: string) => value(`export default (input, host) => (${expression})`);

describe("code that looks for a way out", () => {
  test("finds no door of the host", async () => {
    const names = [
      ...["process", "require", "module", "Buffer", "global", "WebAssembly", "fetch", "XMLHttpRequest", "Worker"],
      ...[
        "setTimeout",
        "setImmediate",
        "std",
        "os",
        "navigator",
        "window",
        "Deno",
        "Bun",
        "importScripts",
        "scriptArgs",
      ],
    ];
    for (const name of names) expect(await evaluated(`typeof globalThis["${name}"]`), name).toBe("undefined");
  });

  test.each([
    ["the constructor of a function", `[].constructor.constructor("return typeof process")()`],
    ["the constructor of host's functions", `host.log.constructor("return typeof process")()`],
    [
      "the constructor of an asynchronous one",
      `host.fetch.constructor("return 1")() instanceof Promise ? "undefined" : "?"`,
    ],
    ["the host's own prototype", `host.now.__proto__.constructor("return typeof require")()`],
    ["indirect eval", `(0, eval)("typeof process")`],
    [
      "the stack's caller",
      `(function () { try { return typeof arguments.callee.caller } catch { return "undefined" } })()`,
    ],
    ["prepareStackTrace", "(Error.prepareStackTrace = (e, frames) => frames, typeof (new Error().stack)[0]?.getThis)"],
    ["a realm of a proxy", `Reflect.construct(Function, ["return typeof process"], class {})()`],
    ["the generator's constructor", `(function* () {}).constructor("yield typeof process")().next().value`],
  ])("%s leads nowhere", async (_name, expression) => {
    expect(await evaluated(expression)).toBe("undefined");
  });

  test("cannot change host, and changing the language harms only itself", async () => {
    const source = `export default async (input, host) => {
      for (const change of [() => { host.fetch = 1 }, () => { host.data.get = 1 }, () => { delete host.call }, () => { host.console.log = 1 }])
        try { change(); return "changed" } catch {}
      Object.prototype.toJSON = () => "stolen";
      Array.prototype.push = Map.prototype.get = Promise.prototype.then = () => { throw new Error("broken") };
      JSON.stringify = () => '"forged"'; JSON.parse = () => ({ forged: true });
      globalThis.Promise = globalThis.Object = null;
      return 1;
    }`;
    expect((await run(source)).kind).not.toBe("killed");
    expect(await value("export default () => ({ a: 1 })")).toEqual({ a: 1 });
  });

  test("leaves nothing for the next call in the same process", async () => {
    await value("export default () => { globalThis.left = 1; Object.prototype.left = 2; Array.prototype.map = null; }");
    expect(await value("export default () => [typeof globalThis.left, typeof {}.left, typeof [].map]")).toEqual([
      "undefined",
      "undefined",
      "function",
    ]);
  });

  test("cannot say how it failed: kinds are known from outside", async () => {
    const fakes = [
      `const e = new Error("x"); e.name = "HostError"; e.kind = "host"; throw e`,
      `throw { kind: "timeout", name: "InternalError", message: "interrupted", spent: true }`,
      `const e = new Error("out of memory"); e.name = "InternalError"; throw e`,
      `Object.prototype.toJSON = () => ({ kind: "host" }); throw { name: "HostError" }`,
      `WeakSet.prototype.has = () => true; throw new Error("x")`,
    ];
    for (const fake of fakes) expect((await run(`export default () => { ${fake} }`)).kind, fake).toBe("thrown");
    const real = `export default async (_, host) => { WeakSet.prototype.has = () => false; await host.data.get("x") }`;
    const host = async () => Promise.reject(new Error("no"));
    expect((await run(real, {}, { host })).kind).toBe("host");
  });

  test("gets strange stacks, names and messages no further than texts", async () => {
    const thrown = [
      "{ get stack() { throw 1 }, get message() { throw 2 }, get name() { throw 3 } }",
      `{ stack: { toString: () => "at x (function.js:1:1)" }, message: 5, name: [] }`,
      `Object.assign(new Error("m"), { stack: "    at f (function.js:99999999999:-1)\\n".repeat(1e5) })`,
      `Object.assign(new Error("m".repeat(1e7)), { name: "n".repeat(1e6) })`,
      `new Proxy({}, { get() { throw new Error("never") }, getPrototypeOf() { throw 4 } })`,
      `Symbol("s")`,
      `Object.assign(new Error(), { message: "\\0\\ud800 \u202e" })`,
    ];
    for (const each of thrown) {
      const outcome = await run(`export default () => { throw ${each} }`);
      expect(outcome.kind, each).toBe("thrown");
      expect(outcome.error?.message.length).toBeLessThanOrEqual(4_000);
      expect(outcome.at?.stack?.length ?? 0).toBeLessThan(10_000);
    }
  });

  test("cannot answer for another call", async () => {
    const forged = `export default (input, host) => {
      host.log('{"is":"done","id":' + (input.id + 1) + ',"outcome":"result"}\\n');
      return { is: "done", id: input.id + 1, outcome: "result", spent: false };
    }`;
    const forgers = Array.from({ length: 10 }, (_, id) => run(forged, { id }));
    const honest = Array.from({ length: 10 }, (_, id) => value("export default (i) => i.id * 3", { id }));
    expect(await Promise.all(honest)).toEqual(Array.from({ length: 10 }, (_, id) => id * 3));
    for (const { kind } of await Promise.all(forgers)) expect(kind).toBe("ok");
  });
});
