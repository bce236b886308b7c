import { randomBytes } from "node:crypto";
import type { IdKind } from "../lib/core/world.ts";

const prefix: Record<IdKind | "file" | "share" | "case" | "execution" | "dashboard" | "tile", string> = {
  session: "ses",
  message: "msg",
  run: "run",
  turn: "turn",
  call: "call",
  effect: "eff",
  command: "cmd",
  file: "file",
  share: "shr",
  case: "case",
  execution: "exe",
  dashboard: "dsh",
  tile: "tile",
};

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
let pool = randomBytes(0);
let used = 0;

/** `run_` and 26 characters: 48 bits of time, so that ids sort by age, then 80 random bits. */
export function newId(kind: keyof typeof prefix): string {
  let text = "";
  let time = Date.now();
  for (let index = 0; index < 10; index++) {
    text = alphabet[time % 32] + text;
    time = Math.floor(time / 32);
  }
  if (used + 16 > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  for (let index = 0; index < 16; index++) text += alphabet[(pool[used++] as number) & 31];
  return `${prefix[kind]}_${text}`;
}
