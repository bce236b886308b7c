import { DatabaseLog } from "../../server/log/database-log.ts";
import { DatabaseSearch } from "../../server/log/database-search.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import { searchContract } from "./search-contract.ts";

for (const provider of testProviders) {
  searchContract(provider, async () => {
    const { database, drop } = await openTestDatabase(provider);
    const { sql } = database;
    const log = new DatabaseLog(sql);
    return {
      log,
      search: new DatabaseSearch(sql, log),
      async forget() {
        if (provider === "sqlite") await sql.run(`DELETE FROM "MessageIndex"`);
        await sql.run(`DELETE FROM "MessageText"`);
        await sql.run(`DELETE FROM "Derived"`);
      },
      drop,
    };
  });
}
