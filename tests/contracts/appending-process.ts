// Appends to one session without end and says so after each append: `node --import tsx appending-process.ts <url>`.
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { someAppend, someRun } from "./some-append.ts";

const log = new DatabaseLog((await openDatabase(process.argv[2] as string)).sql);
for (let head = await log.head("ses_1"); ; head += 3) {
  await log.append(
    someAppend("ses_1", head, ["a", "b", "c"], { runs: [someRun("run_1", "ses_1", { turns: head + 3 })] }),
  );
  process.stdout.write(`${head + 3}\n`);
}
