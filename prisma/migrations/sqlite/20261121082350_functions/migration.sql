-- CreateTable
CREATE TABLE "FunctionExecution" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "version" INTEGER,
    "hash" TEXT NOT NULL,
    "depth" INTEGER NOT NULL,
    "sessionId" TEXT,
    "runId" TEXT,
    "callId" TEXT,
    "arguments" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "logs" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "ms" REAL NOT NULL,
    "memoryBytes" INTEGER NOT NULL,
    "compensate" TEXT,
    "compensatedBy" TEXT,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "CompiledFunction" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "data" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "FunctionExecution_ownerId_at_id_idx" ON "FunctionExecution"("ownerId", "at", "id");

-- CreateIndex
CREATE INDEX "FunctionExecution_ownerId_function_at_id_idx" ON "FunctionExecution"("ownerId", "function", "at", "id");

-- CreateIndex
CREATE INDEX "FunctionExecution_runId_idx" ON "FunctionExecution"("runId");
