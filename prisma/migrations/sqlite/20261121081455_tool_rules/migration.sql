-- CreateTable
CREATE TABLE "ToolRule" (
    "ownerId" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("ownerId", "tool", "agent")
);
