-- CreateTable
CREATE TABLE "Event" (
    "sessionId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "commandId" TEXT,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("sessionId","seq")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "workflow" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "tags" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "expiresAt" TEXT,
    "openedAt" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,
    "head" INTEGER NOT NULL,
    "base" INTEGER NOT NULL,
    "messageCount" INTEGER NOT NULL,
    "openRuns" INTEGER NOT NULL,
    "waitingForPerson" INTEGER NOT NULL,
    "lastText" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "agentVersion" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "priority" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "depth" INTEGER NOT NULL,
    "parentRunId" TEXT,
    "queuedAt" TEXT NOT NULL,
    "startedAt" TEXT,
    "finishedAt" TEXT,
    "model" TEXT,
    "turns" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "inputTokens" INTEGER NOT NULL,
    "cachedTokens" INTEGER NOT NULL,
    "outputTokens" INTEGER NOT NULL,
    "reasoningTokens" INTEGER NOT NULL,
    "cost" DOUBLE PRECISION,
    "activeMs" DOUBLE PRECISION NOT NULL,
    "error" TEXT,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "sessionId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "form" INTEGER NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" TEXT NOT NULL,
    "until" BIGINT NOT NULL,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Spool" (
    "worker" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    "writtenAt" BIGINT NOT NULL,

    CONSTRAINT "Spool_pkey" PRIMARY KEY ("worker","number")
);

-- CreateTable
CREATE TABLE "Agent" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "archivedAt" TEXT,

    CONSTRAINT "Agent_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "AgentVersion" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    "publishedAt" TEXT NOT NULL,

    CONSTRAINT "AgentVersion_pkey" PRIMARY KEY ("name","version")
);

-- CreateTable
CREATE TABLE "UserData" (
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "changedAt" TEXT NOT NULL,

    CONSTRAINT "UserData_pkey" PRIMARY KEY ("ownerId","name")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "ownerId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "worker" TEXT NOT NULL,
    "begunAt" BIGINT NOT NULL,
    "status" INTEGER,
    "body" TEXT,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("ownerId","key")
);

-- CreateTable
CREATE TABLE "ToolRecord" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "sessionId" TEXT,
    "runId" TEXT,
    "callId" TEXT,
    "arguments" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "error" TEXT,
    "ms" DOUBLE PRECISION NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "ToolRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CacheEntry" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "tags" TEXT NOT NULL,
    "writtenAt" BIGINT NOT NULL,
    "expiresAt" BIGINT,

    CONSTRAINT "CacheEntry_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Event_sessionId_commandId_key" ON "Event"("sessionId", "commandId");

-- CreateIndex
CREATE INDEX "Session_ownerId_changedAt_id_idx" ON "Session"("ownerId", "changedAt", "id");

-- CreateIndex
CREATE INDEX "Session_status_expiresAt_idx" ON "Session"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "Run_ownerId_queuedAt_id_idx" ON "Run"("ownerId", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Run_ownerId_status_queuedAt_id_idx" ON "Run"("ownerId", "status", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Run_sessionId_queuedAt_id_idx" ON "Run"("sessionId", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Run_open_ownerId_queuedAt_id_idx" ON "Run"("open", "ownerId", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "IdempotencyKey_begunAt_idx" ON "IdempotencyKey"("begunAt");

-- CreateIndex
CREATE INDEX "ToolRecord_ownerId_at_id_idx" ON "ToolRecord"("ownerId", "at", "id");

-- CreateIndex
CREATE INDEX "ToolRecord_ownerId_tool_at_id_idx" ON "ToolRecord"("ownerId", "tool", "at", "id");

-- CreateIndex
CREATE INDEX "CacheEntry_expiresAt_idx" ON "CacheEntry"("expiresAt");

-- CreateIndex
CREATE INDEX "CacheEntry_writtenAt_idx" ON "CacheEntry"("writtenAt");
