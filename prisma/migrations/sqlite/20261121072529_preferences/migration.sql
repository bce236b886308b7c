-- CreateTable
CREATE TABLE "Preference" (
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,

    PRIMARY KEY ("ownerId", "name")
);
