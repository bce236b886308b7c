import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "../../lib/core/errors.ts";
import type { Verdict } from "../../lib/replay/verdict.ts";
import type { CassettePlayer } from "../ports/cassette-player.ts";

const mostWaiting = 8;
const patienceMs = 90_000;

/** Plays in a process of its own, one at a time, so that no chat waits for it. It knows nothing of this one's settings. */
export function playingApart(): CassettePlayer {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    play(cassette, definitions) {
      if (waiting >= mostWaiting)
        throw new AppError("busy", "Too many cassettes wait to be played. Try again in a moment.", {
          retryAfterMs: 5_000,
        });
      waiting++;
      const played = last.then(() => playInChild(JSON.stringify({ cassette, definitions })));
      last = played.catch(() => {});
      return played.finally(() => {
        waiting--;
      });
    },
  };
}

function playInChild(input: string): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new AppError("unavailable", `The cassette could not be played: ${why}`));
    const child = spawn(process.execPath, [...childEntry(), "--from-server"], {
      env: { PATH: process.env.PATH, NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const printed: Buffer[] = [];
    let troubles = "";
    const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      troubles = (troubles + chunk).slice(-2_000);
    });
    child.stdin.on("error", () => {});
    child.on("error", (error) => failed(error.message));
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code !== 0) return failed(troubles.trim().split("\n").at(-1) || "its process ended early.");
      resolve(JSON.parse(Buffer.concat(printed).toString()) as Verdict);
    });
    child.stdin.end(input);
  });
}

/** Beside this file in the bundle; otherwise its source. */
function childEntry(): string[] {
  const bundled = join(import.meta.dirname, "replay.js");
  if (existsSync(bundled)) return [bundled];
  return ["--import", "tsx", join(dirname(import.meta.dirname), "replay.ts")];
}
