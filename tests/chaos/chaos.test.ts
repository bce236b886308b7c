import { expect, test } from "vitest";
import { chaos } from "./chaos.ts";

const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000));

test(`given a server that is killed again and again (seed ${seed}), nothing is lost and nothing happens twice`, async () => {
  const { violations, figures } = await chaos({
    seconds: 15,
    sessions: 8,
    seed,
    database: null,
    sabotage: null,
    say: () => {},
  });
  expect(violations, JSON.stringify(figures, null, 1)).toEqual([]);
}, 300_000);
