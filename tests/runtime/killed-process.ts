import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Killable {
  /** The next thing that it says of this kind. */
  says<T>(what: string): Promise<T>;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Runs the fixture as a process of its own. */
export function startFixture(
  variables: Record<string, string>,
  toolRetry: "safe" | "never" = "never",
  workflow = "",
): Killable {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/runtime/fixture-process.ts"], {
    env: {
      ...process.env,
      TEST_VARIABLES: JSON.stringify(variables),
      TEST_TOOL_RETRY: toolRetry,
      TEST_WORKFLOW: workflow,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Map<string, unknown>();
  const waiting = new Map<string, (value: unknown) => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    for (const [what, value] of Object.entries(JSON.parse(line) as object)) {
      said.set(what, value);
      waiting.get(what)?.(value);
    }
  });
  return {
    says: (what) =>
      new Promise((resolve) => {
        if (said.has(what)) resolve(said.get(what) as never);
        else waiting.set(what, resolve as (value: unknown) => void);
      }),
    async kill() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
