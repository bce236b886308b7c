import { describe, expect, it } from "vitest";
import { Breaker, withBreaker } from "../../server/models/breaker.ts";
import { createManualTime } from "./manual-time.ts";
import { ask, never, readFrom } from "./read-reply.ts";
import { fails, says, scriptedModel } from "./scripted-model.ts";

function setUp(...replies: Parameters<typeof scriptedModel>[1][]) {
  const time = createManualTime();
  const breaker = new Breaker(time);
  const inner = scriptedModel("a/b", ...replies);
  return { time, breaker, inner, model: withBreaker(inner, breaker, time) };
}

async function failTimes(model: ReturnType<typeof setUp>["model"], times: number): Promise<void> {
  for (let n = 0; n < times; n++) await readFrom(model);
}

describe("the circuit breaker", () => {
  it("opens after five failures within 30 s and asks no more", async () => {
    const { breaker, inner, model } = setUp(fails("server_error"));
    await failTimes(model, 4);
    expect(breaker.circuit).toBe("closed");
    await failTimes(model, 1);
    expect(breaker).toMatchObject({ circuit: "open", failures: 5, lastError: { code: "server_error" } });
    expect((await readFrom(model)).error).toMatchObject({ code: "circuit_open", retryAfterMs: 15_000 });
    expect(inner.asked).toHaveLength(5);
  });

  it("does not open for failures that lie further apart", async () => {
    const { time, breaker, model } = setUp(fails("server_error"));
    for (let n = 0; n < 10; n++) {
      await failTimes(model, 1);
      time.pass(8000);
    }
    expect(breaker.circuit).toBe("closed");
  });

  it("does not count what is not the provider's trouble, and takes one failure back for each success", async () => {
    const { breaker, model } = setUp(
      ...Array(4).fill(fails("network")),
      says("Hi"),
      ...(["rate_limited", "unauthorized", "bad_request"] as const).map((code) => fails(code)),
      fails("aborted"),
    );
    await failTimes(model, 4);
    expect(breaker.failures).toBe(4);
    await failTimes(model, 1);
    expect(breaker.failures).toBe(3);
    await failTimes(model, 30);
    expect(breaker.circuit).toBe("closed");
  });

  it("lets one probe through after 15 s, and closes when it is answered", async () => {
    const { time, breaker, inner, model } = setUp(...Array(5).fill(fails("overloaded")), says("Back"));
    await failTimes(model, 5);
    time.pass(14_999);
    expect(breaker.circuit).toBe("open");
    time.pass(1);
    expect(breaker.circuit).toBe("half-open");
    const probe = model.stream(ask("Hi"), never)[Symbol.asyncIterator]();
    const first = probe.next();
    expect((await readFrom(model)).error?.code).toBe("circuit_open");
    await first;
    expect(breaker.circuit).toBe("closed");
    expect((await readFrom(model)).text).toBe("Back");
    expect(inner.asked).toHaveLength(7);
  });

  it("stays open for another 15 s when the probe fails", async () => {
    const { time, breaker, model } = setUp(fails("timeout"));
    await failTimes(model, 5);
    time.pass(15_000);
    await failTimes(model, 1);
    expect(breaker.circuit).toBe("open");
    expect((await readFrom(model)).error).toMatchObject({ code: "circuit_open", retryAfterMs: 15_000 });
  });

  it("lets the next one probe when a probe was given up", async () => {
    const { time, breaker, model } = setUp(...Array(5).fill(fails("timeout")), [null], says("Back"));
    await failTimes(model, 5);
    time.pass(15_000);
    expect((await readFrom(model, ask("Hi"), AbortSignal.abort())).error?.code).toBe("aborted");
    expect(breaker.circuit).toBe("half-open");
    expect((await readFrom(model)).text).toBe("Back");
    expect(breaker.circuit).toBe("closed");
  });
});
