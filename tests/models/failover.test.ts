import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelErrorCode } from "../../lib/core/model.ts";
import { drawOrder, parseEquals } from "../../server/models/balance.ts";
import { failover } from "../../server/models/failover.ts";
import { afterFailure } from "../../server/models/retry.ts";
import type { Model } from "../../server/ports/models.ts";
import { createManualTime } from "./manual-time.ts";
import { ask, read, readFrom } from "./read-reply.ts";
import { fails, says, scriptedModel } from "./scripted-model.ts";

function chain(...models: Model[]) {
  const time = createManualTime();
  return { time, model: failover(models.map(({ name }) => name).join(" → "), () => models, { time, random: () => 0 }) };
}

const half = { type: "text" as const, text: "Half an ans" };

describe("failover", () => {
  it("asks the same model again after a wait, and tells before it waits", async () => {
    const only = scriptedModel("a/one", fails("rate_limited", { retryAfterMs: 7000 }), says("Now"));
    const { time, model } = chain(only);
    const chunks = model.stream(ask("Hi"), new AbortController().signal)[Symbol.asyncIterator]();
    expect((await chunks.next()).value).toMatchObject({
      type: "attempt-failed",
      error: { code: "rate_limited" },
      model: "a/one",
      nextModel: "a/one",
      willRetryInMs: 7000,
    });
    expect(time.pending()).toEqual([]);
    const next = chunks.next();
    await time.waitedFor(7000);
    expect(only.asked).toHaveLength(1);
    time.pass(7000);
    expect((await next).value).toEqual({ type: "text", text: "Now" });
  });

  it("tries twice more in place, each time later, then goes to the next model", async () => {
    const { time, model } = chain(
      scriptedModel("a/one", fails("server_error")),
      scriptedModel("b/two", says("From two")),
    );
    const reading = readFrom(model);
    await time.waitedFor(250);
    time.pass(250);
    await time.waitedFor(500);
    time.pass(500);
    const reply = await reading;
    expect(reply.failed.map(({ model: from, nextModel, willRetryInMs }) => [from, nextModel, willRetryInMs])).toEqual([
      ["a/one", "a/one", 250],
      ["a/one", "a/one", 500],
      ["a/one", "b/two", 0],
    ]);
    expect(reply.text).toBe("From two");
  });

  it("begins anew after words were shown: the two answers are never one", async () => {
    const broken = scriptedModel("a/one", [half, ...fails("stalled")]);
    const { model } = chain(broken, scriptedModel("b/two", says("A whole answer.")));
    const reply = await readFrom(model);
    expect(reply.chunks.map((chunk) => chunk.type)).toEqual(["text", "attempt-failed", "text", "finish"]);
    expect(reply.text).toBe("A whole answer.");
  });

  it("counts a stream that just ends, and a model that throws, as failed", async () => {
    const silent = scriptedModel("a/one", [half]);
    const throwing: Model = {
      name: "a/two",
      stream: () => {
        throw new Error("a bug");
      },
    };
    const time = createManualTime();
    const never = {
      time,
      random: () => 0,
      retry: { retries: 0, firstWaitMs: 1, longestWaitMs: 1, longestRetryAfterMs: 1 },
    };
    const reply = await readFrom(
      failover("x", () => [silent, throwing, scriptedModel("c/three", says("Fine"))], never),
    );
    expect(reply.failed.map(({ error }) => error.code)).toEqual(["broken_stream", "server_error"]);
    expect(reply.text).toBe("Fine");
  });

  it("ends with the last error when nobody is left", async () => {
    const { model } = chain(scriptedModel("a/one", fails("unauthorized")), scriptedModel("b/two", fails("not_found")));
    const reply = await readFrom(model);
    expect(reply.failed).toHaveLength(1);
    expect(reply.error?.code).toBe("not_found");
  });

  it("stops waiting when the person stops it", async () => {
    const { time, model } = chain(scriptedModel("a/one", fails("rate_limited", { retryAfterMs: 7000 })));
    const abort = new AbortController();
    const reading = read(model.stream(ask("Hi"), abort.signal));
    await time.waitedFor(7000);
    abort.abort();
    expect((await reading).error?.code).toBe("aborted");
    expect(time.pending()).toEqual([]);
  });

  it("asks nobody else after a stop", async () => {
    const second = scriptedModel("b/two", says("No"));
    const { model } = chain(scriptedModel("a/one", [null]), second);
    const abort = new AbortController();
    const reading = readFrom(model, ask("Hi"), abort.signal);
    abort.abort();
    expect((await reading).error?.code).toBe("aborted");
    expect(second.asked).toHaveLength(0);
  });
});

describe("what to do after a failure", () => {
  const decide = (code: ModelErrorCode, hasNext: boolean, retries = 0, retryAfterMs?: number) =>
    afterFailure({ code, message: "", retryAfterMs }, retries, hasNext, () => 0);

  it.each(["rate_limited", "overloaded", "server_error", "broken_stream", "network"] as const)(
    "%s is tried again in place",
    (code) => {
      expect(decide(code, true)).toMatchObject({ do: "retry" });
      expect(decide(code, true, 2)).toEqual({ do: "next" });
      expect(decide(code, false, 2)).toEqual({ do: "end" });
    },
  );

  it.each(["timeout", "stalled", "circuit_open"] as const)(
    "%s is tried again only where nobody else can be asked",
    (code) => {
      expect(decide(code, true)).toEqual({ do: "next" });
      expect(decide(code, false)).toMatchObject({ do: "retry" });
    },
  );

  it.each(["unauthorized", "not_found", "context_too_long", "bad_request", "no_model", "invalid_output"] as const)(
    "%s is not tried again, but somebody else is asked",
    (code) => {
      expect(decide(code, true)).toEqual({ do: "next" });
      expect(decide(code, false)).toEqual({ do: "end" });
    },
  );

  it.each(["aborted", "refused"] as const)("%s ends it", (code) => {
    expect(decide(code, true)).toEqual({ do: "end" });
  });

  it("never asks sooner than Retry-After says, and does not wait for a long one", () => {
    expect(decide("rate_limited", true, 0, 30_000)).toMatchObject({ do: "retry", inMs: 30_000 });
    expect(decide("rate_limited", true, 0, 30_001)).toEqual({ do: "next" });
    expect(decide("rate_limited", false, 0, 30_001)).toEqual({ do: "end" });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (retryAfterMs, chance) => {
          const next = afterFailure({ code: "rate_limited", message: "", retryAfterMs }, 0, true, () => chance);
          expect(next.do === "retry" && next.inMs >= retryAfterMs && next.inMs <= retryAfterMs * 1.1 + 101).toBe(true);
        },
      ),
    );
  });

  it("waits longer each time, with some chance in it, up to a bound", () => {
    const wait = (retries: number, chance: number) => {
      const settings = { retries: 20, firstWaitMs: 500, longestWaitMs: 8000, longestRetryAfterMs: 1 };
      const next = afterFailure({ code: "network", message: "" }, retries, true, () => chance, settings);
      return next.do === "retry" ? next.inMs : null;
    };
    expect([0, 1, 2, 9].map((retries) => wait(retries, 0))).toEqual([250, 500, 1000, 4000]);
    expect([0, 1, 2, 9].map((retries) => wait(retries, 1))).toEqual([500, 1000, 2000, 8000]);
  });
});

describe("equals in a chain", () => {
  it("are written with | and a weight behind *", () => {
    expect(parseEquals(" openai/a*3 | ollama/llama3:8b ")).toEqual([
      { name: "openai/a", weight: 3 },
      { name: "ollama/llama3:8b", weight: 1 },
    ]);
    expect(parseEquals("openai/a")).toEqual([{ name: "openai/a", weight: 1 }]);
    expect(parseEquals(" | ")).toEqual([]);
  });

  it("are asked as often as their weights say, the others stand by", () => {
    const equals = parseEquals("a/a*3|b/b*1|c/c*0");
    const steps = 400;
    const first = Array.from({ length: steps }, (_, n) => drawOrder(equals, () => n / steps)[0]);
    expect(first.filter((name) => name === "a/a")).toHaveLength(300);
    expect(first.filter((name) => name === "b/b")).toHaveLength(100);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), (chance) => {
        expect([...drawOrder(equals, () => chance)].sort()).toEqual(["a/a", "b/b", "c/c"]);
      }),
    );
  });
});
