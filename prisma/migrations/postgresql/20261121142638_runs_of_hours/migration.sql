-- CreateTable
CREATE TABLE "RunOfHour" (
    "hour" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "ended" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "slowest" INTEGER NOT NULL,
    "tokens" BIGINT NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RunOfHour_pkey" PRIMARY KEY ("hour","runId","model","tool")
);
