import { execFileSync } from "node:child_process";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import { aSandbox, sandboxForTest } from "./run-code.ts";

const { run, value, close } = aSandbox();
afterAll(close);

describe("a stored function", () => {
  test("gets its input and gives its result, with or without a promise", async () => {
    expect(await value("export default (input: { a: number }) => input.a * 2", { a: 21 })).toBe(42);
    expect(await value("export default async ({ a }) => ({ list: [a, null] })", { a: "ä€😀\0" })).toEqual({
      list: ["ä€😀\0", null],
    });
    expect(await value("export default () => {}")).toBe(null);
  });

  test("says what it logged, in order and with levels", async () => {
    const { logs } = await run(
      "export default (_, host) => { host.log('a', 1, { b: [2] }); console.warn(new Error('no')); host.console.error(undefined); }",
    );
    expect(logs).toEqual([
      { level: "log", text: 'a 1 {"b":[2]}' },
      { level: "warn", text: "Error: no" },
      { level: "error", text: "undefined" },
    ]);
  });

  test("asks its host, several things at once, and gets each answer where it belongs", async () => {
    const asked: unknown[] = [];
    const host = async (kind: string, given: unknown) => {
      asked.push([kind, given]);
      return { kind, given };
    };
    const source = `export default async (_, host) => {
      const [a, b, c] = await Promise.all([host.data.get("a"), host.data.set("b", { c: 1 }), host.call("other", { x: 2 })]);
      return [a.given.name, b.given.value.c, c.given.input.x];
    }`;
    expect(await value(source, {}, { host })).toEqual(["a", 1, 2]);
    expect(asked).toHaveLength(3);
  });

  test("reads a fetched answer, and names a secret without knowing it", async () => {
    const host = async (_kind: string, given: unknown) => ({
      status: 200,
      url: "u",
      headers: { a: "b" },
      body: JSON.stringify(given),
    });
    const source = `export default async (_, host) => {
      const answer = await host.fetch("https://example.com", { headers: { authorization: host.secret("token", "Bearer ") } });
      return [answer.ok, answer.headers.a, answer.json().options.headers.authorization];
    }`;
    expect(await value(source, {}, { host })).toEqual([true, "b", { secret: "token", prefix: "Bearer " }]);
  });

  test("may catch what its host refuses, and fails of kind host where it does not", async () => {
    const host = async () => {
      throw new AppError("forbidden", "This host is not granted.");
    };
    const caught =
      "export default async (_, host) => { try { await host.fetch('x') } catch (e) { return [e.name, e.code, e.message] } }";
    expect(await value(caught, {}, { host })).toEqual(["HostError", "forbidden", "This host is not granted."]);
    const outcome = await run("\nexport default async (_, host) => {\n  await host.fetch('x');\n}", {}, { host });
    expect(outcome).toMatchObject({ kind: "host", error: { message: "This host is not granted." }, at: { line: 3 } });
  });

  test("does not learn of an error of the host that nobody expected, but the log does", async () => {
    const troubles: unknown[] = [];
    const host = async () => {
      throw new Error("the password is 1234");
    };
    const outcome = await run(
      "export default (_, host) => host.data.get('x')",
      {},
      {
        host,
        onTrouble: (error) => troubles.push(error),
      },
    );
    expect(outcome.error?.message).not.toContain("1234");
    expect(outcome.kind).toBe("host");
    expect(troubles).toHaveLength(1);
  });

  test("fails with the line and column of its source", async () => {
    const outcome = await run(
      "interface Long {\n  a: string;\n}\nexport default (input: Long) => {\n  const x: any = null;\n  return x.y;\n};",
    );
    expect(outcome).toMatchObject({ kind: "type", at: { line: 6, column: 10 } });
    expect(outcome.at?.stack).toContain("tried.ts:6:10");
    expect(outcome.at?.stack).not.toContain("troupe:host");
    const thrown = await run("export default async () => {\n  await null;\n  throw new Error('so it is');\n}");
    expect(thrown).toMatchObject({ kind: "thrown", error: { message: "so it is" }, at: { line: 3 } });
  });

  test("may throw anything", async () => {
    for (const [thrown, message] of [
      ["'a text'", "a text"],
      ["null", "null"],
      ["{ message: 'fake' }", "fake"],
      ["Object.create(null)", "Something without a message was thrown."],
    ]) {
      expect(await run(`export default () => { throw ${thrown} }`)).toMatchObject({
        kind: "thrown",
        error: { message },
      });
    }
  });

  test("ends by itself where nothing can come any more, and at its time where something might", async () => {
    expect(await run("export default () => new Promise(() => {})")).toMatchObject({
      kind: "thrown",
      error: { message: expect.stringContaining("nothing can settle") },
    });
    const never = () => new Promise(() => {});
    expect(
      await run("export default (_, host) => host.data.get('x')", {}, { host: never, limits: { timeoutMs: 50 } }),
    ).toMatchObject({
      kind: "timeout",
    });
  });

  test("has no module that it did not import when it was saved, and no way to others", async () => {
    expect(await value("import { sum } from 'troupe:math'; export default (i) => sum(i)", [1, 2])).toBe(3);
    expect((await run("export default (name) => import(name)", "troupe:math")).kind).toBe("type");
    await expect(value("import { readFileSync } from 'node:fs'; export default () => 1")).rejects.toThrow(
      /cannot be imported/,
    );
    await expect(value("export default () => require('fs')")).rejects.toThrow(/cannot be imported/);
  });
});

describe("the sandbox", () => {
  test("stops a call when it is asked to, running or waiting", async () => {
    const { pool, run: runHere } = sandboxForTest({ quick: 1, slow: 0 });
    const stop = new AbortController();
    const first = runHere(
      "export default () => { for (;;); }",
      {},
      { signal: stop.signal, limits: { timeoutMs: 60_000 } },
    );
    await expect.poll(() => pool.stats().running).toBe(1);
    const second = runHere("export default () => 1", {}, { signal: stop.signal });
    await expect.poll(() => pool.stats().waiting).toBe(1);
    stop.abort();
    expect(await first).toMatchObject({ kind: "killed", error: { message: expect.stringContaining("was stopped") } });
    expect((await second).kind).toBe("killed");
    expect(await runHere("export default () => 3")).toMatchObject({ kind: "ok", result: 3 });
  });

  test("throws a process away after a limit, and after so many uses", async () => {
    const sandbox = sandboxForTest({ quick: 1, mostUses: 3 });
    await sandbox.run("export default () => { for (;;); }", {}, { limits: { timeoutMs: 20 } });
    expect(sandbox.pool.stats().thrownAway).toBe(1);
    for (let use = 0; use < 3; use++) {
      expect(await sandbox.value("export default () => 1", {}, { lane: "another" })).toBe(1);
    }
    expect(sandbox.pool.stats().thrownAway).toBe(2);
  });

  test("keeps its warm process for what is quick, once it knows what is not", async () => {
    const { pool, run, value } = sandboxForTest({ quick: 1, slow: 1 });
    const loop = (timeoutMs: number) =>
      run("export default () => { for (;;); }", {}, { lane: "bad", limits: { timeoutMs } });
    await loop(20);
    expect(await value("export default () => 1")).toBe(1);
    const again = loop(1_000);
    expect(await value("export default () => 2")).toBe(2);
    expect(pool.stats()).toMatchObject({ processes: 2, running: 1, thrownAway: 1 });
    expect((await again).kind).toBe("timeout");
    expect(await value("export default () => 3")).toBe(3);
    expect(pool.stats()).toMatchObject({ processes: 1, thrownAway: 2 });
  });

  test("lets what is quick go before a function that has asked its host too often", async () => {
    const { run, value } = sandboxForTest({ quick: 1, slow: 1 });
    const asks = "export default async (_, host) => { for (;;) await host.data.get('x') }";
    expect((await run(asks, {}, { lane: "bad", limits: { hostCalls: 5 } })).kind).toBe("host");
    const order: string[] = [];
    await Promise.all([
      run("export default () => { for (;;); }", {}, { lane: "bad", limits: { timeoutMs: 150 } }).then(() =>
        order.push("bad"),
      ),
      value("export default () => 1").then(() => order.push("good")),
    ]);
    expect(order).toEqual(["good", "bad"]);
  });

  test("refuses as busy what it cannot let wait", async () => {
    const sandbox = sandboxForTest({ quick: 1, slow: 0, mostWaiting: 2 });
    const calls = Array.from({ length: 6 }, () => sandbox.run("export default () => 1"));
    const kinds = (await Promise.all(calls)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "ok").length).toBeGreaterThanOrEqual(3);
    expect(kinds.filter((kind) => kind === "busy").length).toBeGreaterThan(0);
  });

  test("lets functions call each other though every process is taken", async () => {
    const sandbox = sandboxForTest({ quick: 1, slow: 0 });
    const host = async (): Promise<unknown> => sandbox.value("export default () => 'inner'", {}, { depth: 1 });
    const outer = "export default (_, host) => host.call('inner')";
    expect(await Promise.all([1, 2, 3].map(() => sandbox.value(outer, {}, { host })))).toEqual([
      "inner",
      "inner",
      "inner",
    ]);
  });

  test("says what it is when it cannot be started", async () => {
    const { SandboxPool } = await import("../../server/functions/sandbox/sandbox-pool.ts");
    const command = { command: "/nowhere/node", args: [], wrapped: false };
    const pool = new SandboxPool({ quick: 1, slow: 1, mostWaiting: 10, mostUses: 10, command });
    const call = {
      lane: "a",
      code: "",
      input: {},
      depth: 0,
      host: async () => null,
      limits: { timeoutMs: 10, memoryMb: 64, outputBytes: 10, hostCalls: 0 },
    };
    expect(await pool.run(call, new AbortController().signal)).toMatchObject({ ok: false, error: { kind: "killed" } });
    await pool.close();
  });
});

describe("where the system has namespaces", () => {
  test("the engine's processes have no network, by bubblewrap or by unshare, and where it has none they are plain", async () => {
    const { childCommand } = await import("../../server/functions/sandbox/child-command.ts");
    const without = await childCommand("/nowhere/bwrap", "/nowhere/unshare");
    expect(without).toMatchObject({ command: process.execPath, wrapped: false });
    const usual = await childCommand();
    expect(usual.args.some((each) => each === "--unshare-all" || each === "--net")).toBe(usual.wrapped);
    const byUnshare = await childCommand("/nowhere/bwrap");
    if (byUnshare.wrapped) expect(interfacesOf(byUnshare)).toEqual([]);
    expect(usual.args).toEqual(expect.arrayContaining(["--permission"]));
    expect(usual.args.filter((each) => /^--allow-(?!fs-read)/.test(each))).toEqual([]);
  });
});

/** The network interfaces that are up for a process that is started like the engine's, but for its code. */
function interfacesOf({ command, args }: { command: string; args: string[] }): string[] {
  const flags = args.slice(0, args.indexOf(process.execPath) + 1);
  const code = "console.log(JSON.stringify(Object.keys(require('node:os').networkInterfaces())))";
  return JSON.parse(execFileSync(command, [...flags, "-e", code], { encoding: "utf8" }));
}
