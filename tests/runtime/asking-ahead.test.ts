import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import type { Live } from "../../lib/core/live.ts";
import type { Append, Appended } from "../../server/ports/log.ts";
import { eventually } from "../support/eventually.ts";
import { newGate } from "./gate.ts";
import { allOver, endless, lastRun, ofType, type Stage, startStage } from "./stage.ts";

describe("a model that is asked while its turn is being written", () => {
  let stage: Stage;
  let id: string;
  const seen: Live[] = [];
  beforeEach(async () => {
    stage = await startStage();
    id = await stage.open();
    seen.length = 0;
    stage.runtime.ports.bus.subscribe(id, { events: () => {}, live: (live) => seen.push(...live) });
  });
  afterEach(() => stage.stop());

  /** What happens to the first write of a turn's beginning, in place of the write. */
  function whenTheTurnIsWritten(act: (write: () => Promise<Appended>) => Promise<Appended>): void {
    const { log } = stage.runtime.ports;
    const append = log.append.bind(log);
    let isFirst = true;
    log.append = (entry: Append) => {
      const write = () => append(entry);
      if (!isFirst || !entry.events.some((event) => event.type === "turn.started")) return write();
      isFirst = false;
      return act(write);
    };
  }

  it("is asked before that is done, and shows nothing until then", async () => {
    const gate = newGate();
    whenTheTurnIsWritten((write) => gate.pass().then(write));
    await stage.post(id, "Begin.");
    await gate.entered;
    const request = await stage.far.request(0);
    expect(request.body.messages.at(-1).content).toBe("Begin.");
    await eventually("the reply sent as a whole", 5_000, async () => stage.far.open() === 0 || undefined);
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
    expect(stage.runtime.partials(id)).toEqual([]);
    gate.open();
    const state = await stage.until(id, allOver);
    expect(state.messages.at(-1)?.content).toBe("Done.");
    expect(
      seen
        .filter((live) => live.type === "text.delta")
        .map((live) => live.text)
        .join(""),
    ).toBe("Done.");
    expect(stage.far.requests).toHaveLength(1);
    expect(await stage.violations(id)).toEqual([]);
  });

  it("is let go, unseen, when another was first", async () => {
    stage.far.script([endless, { text: "Done." }]);
    whenTheTurnIsWritten(async () => {
      await stage.far.request(0);
      return { result: "conflict" };
    });
    await stage.post(id, "Begin.");
    const state = await stage.until(id, allOver);
    await stage.far.requests[0]?.gone;
    expect(state.messages.at(-1)?.content).toBe("Done.");
    expect(lastRun(state).turns).toHaveLength(1);
    expect(seen.flatMap((live) => ("turnId" in live ? live.turnId : []))).toSatisfy((ids: string[]) =>
      ids.every((turnId) => turnId === lastRun(state).turns[0]?.id),
    );
    expect(await stage.violations(id)).toEqual([]);
  });

  it("is let go when the write fails, and then not asked again until a write has succeeded", async () => {
    stage.far.script([endless, { text: "Done." }]);
    let failures = 0;
    const fail = async (): Promise<Appended> => {
      failures++;
      await stage.far.request(0);
      if (failures < 3) whenTheTurnIsWritten(fail);
      throw new AppError("unavailable", "The database is full.");
    };
    whenTheTurnIsWritten(fail);
    await stage.post(id, "Begin.");
    const state = await stage.until(id, allOver);
    await stage.far.requests[0]?.gone;
    expect(failures).toBe(3);
    expect(stage.far.requests).toHaveLength(2);
    expect(ofType(await stage.log(id), "turn.failed")).toEqual([]);
    expect(state.messages.at(-1)?.content).toBe("Done.");
    expect(await stage.violations(id)).toEqual([]);
  });
});
