import { expect, test } from "vitest";
import { nothingYet } from "../../lib/core/state.ts";
import { operationsBoard } from "../../lib/operations/board.ts";
import { momentOf, mostMoments, type Operations, type Standing, withNext } from "../../lib/operations/operations.ts";
import { lookup, resolveNode } from "../../lib/surfaces/bind.ts";
import { checkSurface } from "../../lib/surfaces/check.ts";

const group = {
  name: "demo/demo",
  turns: 3,
  errors: 1,
  p50Ms: 400,
  p95Ms: 900,
  inputTokens: 100,
  outputTokens: 50,
  cost: 0.25,
};
const moment = (second: number, outputTokens = 50): Operations => ({
  at: new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString(),
  queue: { queued: second, running: 1, oldestWaitMs: 1500 },
  openTurns: 1,
  agents: [],
  models: [{ ...group, outputTokens }],
  tools: [{ name: "echo", calls: 1, errors: 0, p50Ms: 5, p95Ms: 5 }],
  providers: [{ provider: "demo", circuit: "closed", failures: 0, lastMs: null, lastError: null }],
});

function after([first, ...others]: readonly Operations[]): Standing {
  if (!first) throw new Error("There is no moment.");
  return others.reduce(withNext, { now: first, course: [momentOf(first)] });
}

function drawn(moments: readonly Operations[]) {
  const surface = operationsBoard(after(moments), 2);
  expect(checkSurface(surface)).toMatchObject({ ok: true, ignored: [] });
  const look = lookup(nothingYet, surface);
  return Object.fromEntries(
    Object.entries(surface.nodes).map(([id, node]) => {
      const resolved = resolveNode(node, look);
      expect(resolved, id).toMatchObject({ ok: true });
      return [id, resolved.ok ? (resolved.widget as unknown as Record<string, unknown>) : {}];
    }),
  );
}

test("the operations board is a surface in which every widget can be drawn, from the first moment on", () => {
  const board = drawn([moment(0), moment(1, 70)]);
  expect(board.running).toMatchObject({ value: 1, trend: [1, 1] });
  expect(board.errorRate).toMatchObject({ value: 25 });
  expect(board.p95).toMatchObject({ value: 0.9 });
  expect(board.wait).toMatchObject({ value: 1.5 });
  expect(board.waiting).toMatchObject({ value: 2 });
  expect(board.tokens).toMatchObject({ x: ["12:00:00", "12:00:01"], series: [{ values: [null, 20] }] });
  expect(board.models).toMatchObject({ rows: [["demo/demo", 3, 1, 0.4, 0.9, 170]] });
  expect(board.providers).toMatchObject({ rows: [["demo", "closed", 0, null, ""]] });
  drawn([moment(0)]);
});

test("a server that began anew counts from zero, and the board keeps as many moments as it shows", () => {
  expect(drawn([moment(0, 90), moment(1, 10)]).tokens).toMatchObject({ series: [{ values: [null, null] }] });
  const many = after(Array.from({ length: mostMoments + 5 }, (_, index) => moment(index)));
  expect(many.course).toHaveLength(mostMoments);
  expect(many.course.at(-1)?.queued).toBe(mostMoments + 4);
});

test("a moment that is told again, as to whoever comes anew, stands once", () => {
  const standing = after([moment(0), moment(1)]);
  const again = withNext(standing, moment(1));
  expect(again.course).toEqual(standing.course);
  expect(again.now).toEqual(moment(1));
});
