-- CreateTable
CREATE TABLE "Preference" (
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,

    CONSTRAINT "Preference_pkey" PRIMARY KEY ("ownerId","name")
);
