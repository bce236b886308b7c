import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { DatabaseLists } from "../../server/log/database-lists.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import { seqs, someAppend, upTo } from "./some-append.ts";

describe.each(testProviders)("a writer that is killed, in %s", (provider) => {
  test("leaves a dense log with everything that it was told is there, and the next one goes on", async () => {
    const { url, database, drop } = await openTestDatabase(provider);
    try {
      const log = new DatabaseLog(database.sql);
      for (const kill of [1, 30, 90]) {
        const told = await appendUntilKilled(url, kill);
        const head = await log.head("ses_1");
        expect(head).toBeGreaterThanOrEqual(told);
        expect(head % 3).toBe(0);
        expect(seqs(await log.read("ses_1", 0))).toEqual(upTo(head));
        expect((await new DatabaseLists(database.sql).run("ada", "run_1"))?.turns).toBe(head);
      }
      const head = await log.head("ses_1");
      expect(await log.append(someAppend("ses_1", head))).toEqual({ result: "appended" });
    } finally {
      await drop();
    }
  });
});

/** The head that the process was told last. It is killed in the middle of whatever it does after so many appends. */
async function appendUntilKilled(url: string, appends: number): Promise<number> {
  const script = new URL("./appending-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", script, url], { stdio: ["ignore", "pipe", "inherit"] });
  let told = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line);
    if (++count === appends) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  return told;
}
