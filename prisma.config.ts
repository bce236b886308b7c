import { defineConfig } from "prisma/config";

// `prisma generate` wants this binary to exist and never runs it, so nothing has to be downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
