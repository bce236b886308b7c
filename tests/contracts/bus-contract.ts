import { describe, expect, test } from "vitest";
import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import type { Bus, BusListener } from "../../server/ports/bus.ts";
import { seqs, someEvent } from "./some-append.ts";

const delta: Live = { type: "text.delta", runId: "run_1", turnId: "turn_1", offset: 0, text: "hi" };

class Heard implements BusListener {
  readonly seqs: number[] = [];
  readonly glimpses: Live[] = [];
  events(events: readonly Recorded[]): void {
    this.seqs.push(...seqs(events));
  }
  live(live: readonly Live[]): void {
    this.glimpses.push(...live);
  }
}

/** The law of `Bus`. `settle` resolves when what was published has arrived. */
export function busContract(
  name: string,
  open: (onTrouble: (error: unknown) => void) => { bus: Bus; settle(): Promise<void> },
): void {
  describe(`the bus: ${name}`, () => {
    test("brings facts and glimpses to those who listen to their session, in order", async () => {
      const { bus, settle } = open(() => undefined);
      const [one, two, other] = [new Heard(), new Heard(), new Heard()];
      bus.subscribe("ses_1", one);
      bus.subscribe("ses_1", two);
      bus.subscribe("ses_2", other);
      bus.publishEvents("ses_1", [someEvent(1, "a"), someEvent(2, "b")]);
      bus.publishLive("ses_1", [delta]);
      bus.publishEvents("ses_1", [someEvent(3, "c")]);
      bus.publishEvents("ses_nobody", [someEvent(1, "a")]);
      await settle();
      for (const listener of [one, two]) {
        expect(listener.seqs).toEqual([1, 2, 3]);
        expect(listener.glimpses).toEqual([delta]);
      }
      expect(other.seqs).toEqual([]);
    });

    test("brings nothing to who has left, and knows who is listened to", async () => {
      const { bus, settle } = open(() => undefined);
      const listener = new Heard();
      const leaveFirst = bus.subscribe("ses_1", listener);
      const leaveSecond = bus.subscribe("ses_1", listener);
      bus.subscribe("ses_2", new Heard());
      expect(bus.watched().sort()).toEqual(["ses_1", "ses_2"]);
      leaveFirst();
      leaveFirst();
      bus.publishEvents("ses_1", [someEvent(1, "a")]);
      await settle();
      expect(listener.seqs).toEqual([1]);
      leaveSecond();
      bus.publishEvents("ses_1", [someEvent(2, "b")]);
      await settle();
      expect(listener.seqs).toEqual([1]);
      expect(bus.watched()).toEqual(["ses_2"]);
    });

    test("lets no listener harm another", async () => {
      const troubles: unknown[] = [];
      const { bus, settle } = open((error) => troubles.push(error));
      const bad = () => {
        throw new Error("bad listener");
      };
      const good = new Heard();
      bus.subscribe("ses_1", { events: bad, live: bad });
      bus.subscribe("ses_1", good);
      bus.publishEvents("ses_1", [someEvent(1, "a")]);
      bus.publishLive("ses_1", [delta]);
      await settle();
      expect(good.seqs).toEqual([1]);
      expect(good.glimpses).toEqual([delta]);
      expect(troubles).toHaveLength(2);
    });

    test("lets a listener leave, or come, while it is told something", async () => {
      const { bus, settle } = open(() => undefined);
      const late = new Heard();
      const last = new Heard();
      const leave = bus.subscribe("ses_1", {
        events: () => {
          leave();
          bus.subscribe("ses_1", late);
        },
        live: () => undefined,
      });
      bus.subscribe("ses_1", last);
      bus.publishEvents("ses_1", [someEvent(1, "a")]);
      await settle();
      bus.publishEvents("ses_1", [someEvent(2, "b")]);
      await settle();
      expect(late.seqs).toEqual([2]);
      expect(last.seqs).toEqual([1, 2]);
    });
  });
}
