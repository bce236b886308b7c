// Counts the figures of the analytics anew, from the log: npm run db:figures. The server may run meanwhile.
import { openDatabase } from "../server/db/open-database.ts";
import { loadEnvFile, readEnv } from "../server/env.ts";
import { DatabaseFigures } from "../server/log/database-figures.ts";
import { DatabaseLog } from "../server/log/database-log.ts";

loadEnvFile();
const database = await openDatabase(readEnv(process.env).databaseUrl);
const figures = new DatabaseFigures(database.sql, new DatabaseLog(database.sql));
const sessions = await figures.catchUp({ anew: true });
await database.close();
console.log(`The figures were counted anew, from ${sessions} sessions.`);
