-- CreateTable
CREATE TABLE "Secret" (
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hosts" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "lastFour" TEXT,
    "createdAt" TEXT NOT NULL,
    "rotatedAt" TEXT,

    PRIMARY KEY ("ownerId", "name")
);
