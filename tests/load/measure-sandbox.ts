import { loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SandboxCall } from "../../lib/functions/sandbox-call.ts";
import { compile } from "../../server/functions/compile.ts";
import { SandboxPool } from "../../server/functions/sandbox/sandbox-pool.ts";
import { percentile } from "./median.ts";

export interface SandboxFigures {
  trivialP50Ms: number;
  trivialP95Ms: number;
  callsPerSecond: number;
  hostCallMs: number;
  /** Of the hundred good ones among two hundred at once. */
  goodRight: number;
  goodP50Ms: number;
  goodP95Ms: number;
  abusiveEnded: number;
  longestStallMs: number;
  alone: boolean;
  /** Before and after: others may have worked meanwhile. */
  loadAverage: [number, number];
}

const limits = { timeoutMs: 2_000, memoryMb: 64, outputBytes: 64 * 1024, hostCalls: 100 };
const abuses = [
  "export default () => { for (;;); }",
  "export default () => { const all = []; for (;;) all.push(new Uint8Array(1e6)); }",
  "export default () => [].concat(new Array(2 ** 32 - 1)).sort()",
  "export default async (_, host) => { for (;;) await host.data.get('x') }",
];

/** The sandbox by itself: what a call costs, and what abusive calls cost the others. */
export async function measureSandbox({ quick }: { quick: boolean }): Promise<SandboxFigures> {
  const [loadBefore = 0] = loadavg();
  const pool = new SandboxPool({ quick: 2, slow: 2, mostWaiting: 1_000, mostUses: 200 });
  const prepared = async (source: string, more: Partial<SandboxCall> = {}) => {
    const made = await compile({ name: "bench", language: "javascript", source, imports: null });
    if (!made.ok) throw new Error(made.errors[0]?.message);
    const { code } = made.compiled;
    const call = { lane: "bench", code, depth: 0, limits, host: async () => 1, ...more };
    return (input: unknown) => pool.run({ ...call, input }, new AbortController().signal);
  };
  try {
    const trivial = await prepared("export default (input) => input.a * 2");
    for (let n = 0; n < 30; n++) await trivial({ a: n });
    const times: number[] = [];
    for (let n = 0; n < (quick ? 200 : 1_000); n++) times.push((await timed(() => trivial({ a: n }))).ms);

    const many = quick ? 400 : 2_000;
    const whole = await timed(() => Promise.all(Array.from({ length: many }, (_, a) => trivial({ a }))));

    const rounds = 50;
    const asking = await prepared(
      "export default async (n, host) => { for (let i = 0; i < n; i++) await host.data.get('x') }",
    );
    const asked: number[] = [];
    for (let n = 0; n < 20; n++) asked.push(((await asking(rounds)).ms - (await asking(0)).ms) / rounds);

    const bad = await Promise.all(
      abuses.map((source, index) =>
        prepared(source, { lane: `abuse ${index}`, limits: { ...limits, timeoutMs: 200 } }),
      ),
    );
    const good = await prepared("export default (input) => input.n + 1", {
      lane: "good",
      limits: { ...limits, timeoutMs: 20_000 },
    });
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const abusive: ReturnType<(typeof bad)[number]>[] = [];
    const honest: Promise<{ ms: number; right: boolean }>[] = [];
    for (let n = 0; n < 100; n++) {
      abusive.push((bad[n % bad.length] as (typeof bad)[number])({}));
      honest.push(
        timed(() => good({ n })).then(({ value, ms }) => ({ ms, right: value.ok && value.result === n + 1 })),
      );
    }
    const ended = await Promise.all(honest);
    const abusiveEnded = (await Promise.all(abusive)).filter(({ ok }) => !ok).length;
    delay.disable();
    return {
      trivialP50Ms: percentile(times, 0.5),
      trivialP95Ms: percentile(times, 0.95),
      callsPerSecond: (many / whole.ms) * 1_000,
      hostCallMs: percentile(asked, 0.5),
      goodRight: ended.filter(({ right }) => right).length,
      goodP50Ms: percentile(
        ended.map(({ ms }) => ms),
        0.5,
      ),
      goodP95Ms: percentile(
        ended.map(({ ms }) => ms),
        0.95,
      ),
      abusiveEnded,
      longestStallMs: delay.max / 1e6,
      alone: pool.stats().alone,
      loadAverage: [loadBefore, loadavg()[0] ?? 0],
    };
  } finally {
    await pool.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begun };
}
