import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import type { Tool, ToolContext } from "../../server/ports/tools.ts";
import { useTool } from "../../server/tools/use-tool.ts";
import { aTool } from "./a-tool.ts";
import { toolContext } from "./tool-context.ts";

const clock = () => performance.now();
const use = (changes: Partial<Tool>, context: Partial<ToolContext> = {}, args: unknown = { text: "hi" }) =>
  useTool(aTool(changes), args, toolContext(context), clock);

const never = () => new Promise<never>(() => undefined);

describe("using a tool", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("gives its result and the time it took, by the clock it was given", async () => {
    let now = 1000;
    const run = async () => {
      now += 250.4;
      return { content: "done", details: { at: new Date(0) } };
    };
    expect(await useTool(aTool({ run }), { text: "hi" }, toolContext(), () => now)).toEqual({
      ok: true,
      result: { content: "done", details: { at: "1970-01-01T00:00:00.000Z" } },
      ms: 250,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("tells a failure with what stands beside it, capped like a result", async () => {
    const run = async () => ({ failed: "tool_failed" as const, content: "No.", details: { at: new Date(0) } });
    expect(await use({ run })).toEqual({
      ok: false,
      error: { code: "tool_failed", message: "No." },
      details: { at: "1970-01-01T00:00:00.000Z" },
      ms: expect.any(Number),
    });
    const huge = { failed: "tool_failed" as const, content: "x".repeat(9_000), details: "y".repeat(300_000) };
    expect(await use({ run: async () => huge })).toMatchObject({
      error: { message: "x".repeat(4_000) },
      details: { cut: true, reason: "too large" },
    });
  });

  test("checks the arguments again: a person may have changed them", async () => {
    const run = vi.fn();
    expect(await use({ run }, {}, { text: 5 })).toMatchObject({
      ok: false,
      error: { code: "invalid_arguments", message: expect.stringContaining("text") },
    });
    expect(run).not.toHaveBeenCalled();
  });

  test("hands on what the check made of the arguments", async () => {
    expect(await use({}, {}, { text: "hi", times: 2 })).toMatchObject({
      ok: true,
      result: { content: "hi hi", details: { times: 2 } },
    });
  });

  test("does not run what became unavailable meanwhile", async () => {
    expect(await use({ unavailable: () => "Switched off." })).toMatchObject({
      ok: false,
      error: { code: "unavailable", message: "Switched off." },
    });
  });

  test("ends a tool whose time is up, even one that does not listen, and tells it", async () => {
    let heard = false;
    const run: Tool["run"] = (_args, { signal }) => {
      signal.addEventListener("abort", () => {
        heard = true;
      });
      return never();
    };
    const outcome = use({ run, timeoutMs: 3000 });
    await vi.advanceTimersByTimeAsync(2999);
    expect(heard).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({
      ok: false,
      error: { code: "timeout", message: "echo took longer than 3 seconds and was stopped." },
    });
    expect(heard).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends at once when the run is stopped, before or while it works", async () => {
    const stop = new AbortController();
    const outcome = use({ run: never }, { signal: stop.signal });
    stop.abort();
    expect(await outcome).toMatchObject({ ok: false, error: { code: "cancelled" } });
    const run = vi.fn();
    expect(await use({ run }, { signal: stop.signal })).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(run).not.toHaveBeenCalled();
  });

  test("keeps what a stopped tool says afterwards to itself", async () => {
    const progress = vi.fn();
    const stop = new AbortController();
    let later: () => void = () => undefined;
    const run: Tool["run"] = (_args, context) => {
      context.progress("half");
      later = () => context.progress("too late");
      return never();
    };
    const outcome = use({ run }, { signal: stop.signal, progress });
    await vi.advanceTimersByTimeAsync(0);
    stop.abort();
    await outcome;
    later();
    expect(progress.mock.calls).toEqual([["half"]]);
  });

  test("drops progress that is not a small piece of JSON", async () => {
    const progress = vi.fn();
    const run: Tool["run"] = async (_args, context) => {
      for (const value of ["x".repeat(20_000), 1n, undefined, { done: 3 }]) context.progress(value);
      return { content: "" };
    };
    await use({ run }, { progress });
    expect(progress.mock.calls).toEqual([[{ done: 3 }]]);
  });

  test("gives an AppError's code and sentence to the model", async () => {
    const run = () => Promise.reject(new AppError("not_found", "There is no such page."));
    expect(await use({ run })).toEqual({
      ok: false,
      error: { code: "not_found", message: "There is no such page." },
      ms: expect.any(Number),
    });
  });

  test.each([
    ["rejected", () => Promise.reject(new Error("ENOENT /etc/secret"))],
    [
      "thrown at once",
      () => {
        throw new Error("ENOENT /etc/secret");
      },
    ],
    ["not even an error", () => Promise.reject("ENOENT /etc/secret")],
  ])("says nothing of an unexpected error's inside to the model, but keeps it for the log: %s", async (_what, run) => {
    const outcome = await use({ run });
    expect(outcome).toMatchObject({ ok: false, error: { code: "internal" }, cause: expect.anything() });
    expect(JSON.stringify(outcome.ok ? "" : outcome.error)).not.toContain("secret");
  });

  test("cuts long content at a whole character and says so", async () => {
    const run = async () => ({ content: "😀".repeat(20_000) });
    const outcome = await use({ run });
    const content = outcome.ok ? outcome.result.content : "";
    expect(Buffer.byteLength(content)).toBeLessThan(64 * 1024 + 200);
    expect(content).toMatch(
      /^(?:😀){16384}\n\n\[Cut here: 7232 of 40000 characters are missing\. Ask for less at once\.\]$/u,
    );
  });

  test("leaves content that just fits as it is", async () => {
    const content = "ü".repeat(32 * 1024);
    expect(await use({ run: async () => ({ content }) })).toMatchObject({ result: { content } });
  });

  test("replaces details that are too large or not JSON by a word about it", async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(await use({ run: async () => ({ content: "", details: "x".repeat(300_000) }) })).toMatchObject({
      result: { details: { cut: true, reason: "too large", bytes: 300_002 } },
    });
    for (const details of [circle, 1n, () => 1]) {
      expect(await use({ run: async () => ({ content: "", details }) })).toMatchObject({
        result: { details: { cut: true, reason: "not JSON" } },
      });
    }
  });
});
