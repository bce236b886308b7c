import { DatabaseLog } from "../../server/log/database-log.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import { eventLogContract } from "./event-log-contract.ts";

for (const provider of testProviders) {
  eventLogContract(provider, async () => {
    const { database, another, drop } = await openTestDatabase(provider);
    return {
      log: new DatabaseLog(database.sql),
      another: async () => new DatabaseLog((await another()).sql),
      drop,
    };
  });
}
