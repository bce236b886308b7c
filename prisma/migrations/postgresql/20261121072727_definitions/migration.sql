-- CreateTable
CREATE TABLE "Definition" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "draft" TEXT,
    "draftChangedAt" TEXT,
    "version" INTEGER,
    "canaryVersion" INTEGER,
    "canaryShare" DOUBLE PRECISION,
    "canarySince" TEXT,
    "tags" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "archivedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,

    CONSTRAINT "Definition_pkey" PRIMARY KEY ("kind","name")
);

-- CreateTable
CREATE TABLE "DefinitionVersion" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "publishedAt" TEXT NOT NULL,
    "publishedBy" TEXT NOT NULL,

    CONSTRAINT "DefinitionVersion_pkey" PRIMARY KEY ("kind","name","version")
);

-- CreateTable
CREATE TABLE "DefinitionCase" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "DefinitionCase_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DefinitionCase_kind_name_createdAt_id_idx" ON "DefinitionCase"("kind", "name", "createdAt", "id");

-- What is there stays, with its numbers. An empty hash and an empty searchText are filled in when the server starts:
-- no SQL can write canonical JSON.
INSERT INTO "Definition" ("kind", "name", "version", "tags", "searchText", "archivedAt", "createdAt", "changedAt")
SELECT 'agent', "name", "version", '[]', '', "archivedAt",
    COALESCE((SELECT MIN("publishedAt") FROM "AgentVersion" v WHERE v."name" = a."name"), '1970-01-01T00:00:00.000Z'),
    COALESCE((SELECT MAX("publishedAt") FROM "AgentVersion" v WHERE v."name" = a."name"), '1970-01-01T00:00:00.000Z')
FROM "Agent" a;

INSERT INTO "DefinitionVersion" ("kind", "name", "version", "hash", "data", "note", "publishedAt", "publishedBy")
SELECT 'agent', "name", "version", '', "data", '', "publishedAt", 'local' FROM "AgentVersion";

-- DropTable
DROP TABLE "Agent";

-- DropTable
DROP TABLE "AgentVersion";
