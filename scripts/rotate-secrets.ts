// Seals all secrets with a new key: npm run secrets:rotate. With a key file, it makes the new key itself and forgets the
// old ones at the end; with TROUPE_SECRET_KEY, put the new key there and the old one into TROUPE_OLD_SECRET_KEYS first.
// Stop the server before: it reads its keys at its start.
import { existsSync } from "node:fs";
import { openDatabase } from "../server/db/open-database.ts";
import { loadEnvFile, readEnv } from "../server/env.ts";
import { DatabaseSecrets } from "../server/secrets/database-secrets.ts";
import { addKey, keepCurrentKey } from "../server/secrets/key-ring.ts";
import { secretKeyFile, secretKeysOf } from "../server/secrets/secret-keys.ts";

loadEnvFile();
const env = readEnv(process.env);
const path = secretKeyFile(env);
const ownFile = env.secretKey === null && existsSync(path);
if (ownFile) addKey(path);
const database = await openDatabase(env.databaseUrl);
const keys = secretKeysOf(env);
const resealed = await new DatabaseSecrets(database, keys, () => new Date()).resealAll();
await database.close();
if (ownFile) keepCurrentKey(path);
console.log(`${resealed} secrets are sealed with the key ${keys.current().id} now.`);
