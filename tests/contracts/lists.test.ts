import { DatabaseLists } from "../../server/log/database-lists.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import { listsContract } from "./lists-contract.ts";

for (const provider of testProviders) {
  listsContract(provider, async () => {
    const { database, drop } = await openTestDatabase(provider);
    return { log: new DatabaseLog(database.sql), lists: new DatabaseLists(database.sql), drop };
  });
}
