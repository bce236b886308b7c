// Writes anew what the search knows of every message, from the log: npm run db:search. The server may run meanwhile.
import { openDatabase } from "../server/db/open-database.ts";
import { loadEnvFile, readEnv } from "../server/env.ts";
import { DatabaseLog } from "../server/log/database-log.ts";
import { DatabaseSearch } from "../server/log/database-search.ts";

loadEnvFile();
const database = await openDatabase(readEnv(process.env).databaseUrl);
const search = new DatabaseSearch(database.sql, new DatabaseLog(database.sql));
const sessions = await search.rebuild({ anew: true });
await search.keepUp();
await database.close();
console.log(`The search knows the messages of all ${sessions} sessions.`);
