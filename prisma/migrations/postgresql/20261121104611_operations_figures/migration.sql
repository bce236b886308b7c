-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "errorCode" TEXT,
ADD COLUMN     "retryOf" TEXT;

-- CreateTable
CREATE TABLE "HourlyFigure" (
    "hour" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "turns" BIGINT NOT NULL,
    "turnErrors" BIGINT NOT NULL,
    "calls" BIGINT NOT NULL,
    "callErrors" BIGINT NOT NULL,
    "runsDone" BIGINT NOT NULL,
    "runsFailed" BIGINT NOT NULL,
    "inputTokens" BIGINT NOT NULL,
    "cachedTokens" BIGINT NOT NULL,
    "outputTokens" BIGINT NOT NULL,
    "reasoningTokens" BIGINT NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,
    "ratedUp" BIGINT NOT NULL,
    "ratedDown" BIGINT NOT NULL,

    CONSTRAINT "HourlyFigure_pkey" PRIMARY KEY ("hour","ownerId","agent","model","tool")
);

-- CreateTable
CREATE TABLE "HourlyLatency" (
    "hour" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "HourlyLatency_pkey" PRIMARY KEY ("hour","ownerId","agent","model","tool","bucket")
);

-- CreateTable
CREATE TABLE "CountedSession" (
    "sessionId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "base" INTEGER NOT NULL,

    CONSTRAINT "CountedSession_pkey" PRIMARY KEY ("sessionId")
);

-- CreateIndex
CREATE INDEX "Run_ownerId_agent_queuedAt_id_idx" ON "Run"("ownerId", "agent", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Run_ownerId_errorCode_queuedAt_id_idx" ON "Run"("ownerId", "errorCode", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Run_retryOf_idx" ON "Run"("retryOf");
