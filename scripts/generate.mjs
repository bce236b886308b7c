// Generates the database client from prisma/schema.prisma into prisma/generated.
import { hasSchema, markGenerated } from "./freshness.mjs";

if (hasSchema()) markGenerated();
else console.log("There is no prisma/schema.prisma yet, so there is no database client to generate.");
