import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Parsed } from "./parse-file.ts";

export interface ParseLimits {
  ms: number;
  /** Of JavaScript's heap. */
  megabytes: number;
  characters: number;
}

export const usualLimits: ParseLimits = { ms: 30_000, megabytes: 512, characters: 1_000_000 };

/** What no child may print more of. */
const mostPrinted = 16 * 1024 * 1024;

/**
 * Reads a file in a child process that has no environment, may neither write nor start anything, reads no files but
 * its own code, and is killed when its time is up. Throws an error with a sentence where nothing came of it.
 */
export function parseApart(
  bytes: Buffer,
  mediaType: string,
  limits: ParseLimits = usualLimits,
  signal?: AbortSignal,
): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const { entry, readable } = childEntry();
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${limits.megabytes}`,
        "--permission",
        ...readable.map((path) => `--allow-fs-read=${path}`),
        "--disable-warning=ExperimentalWarning",
        entry,
        mediaType,
        String(limits.characters),
      ],
      { env: {} as NodeJS.ProcessEnv, stdio: ["pipe", "pipe", "ignore"] },
    );
    const printed: Buffer[] = [];
    let length = 0;
    let why = "";
    const end = (reason: string) => {
      why ||= reason;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end("It took too long to read."), limits.ms);
    signal?.addEventListener("abort", () => end("The server stopped."), { once: true });
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > mostPrinted) end("There is too much in it.");
      else printed.push(chunk);
    });
    // A child that ends early breaks the pipe; its exit says the rest.
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (why) return reject(new Error(why));
      if (code !== 0) return reject(new Error("It could not be read: the reader broke down or ran out of memory."));
      const answer = JSON.parse(Buffer.concat(printed).toString()) as Parsed | { error: string };
      if ("error" in answer) reject(new Error(`It could not be read: ${answer.error}`));
      else resolve(answer);
    });
    child.stdin.end(bytes);
  });
}

/** Beside this file in the bundle; otherwise its source, which Node reads as it is. */
function childEntry(): { entry: string; readable: string[] } {
  const here = import.meta.dirname;
  const bundled = join(here, "parse-child.js");
  const entry = existsSync(bundled) ? bundled : join(here, "parse-child.ts");
  let root = here;
  while (!existsSync(join(root, "node_modules")) && root !== dirname(root)) root = dirname(root);
  return { entry, readable: [join(here, "*"), join(root, "node_modules", "*"), join(root, "package.json")] };
}
