-- CreateTable
CREATE TABLE "Dashboard" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "tiles" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,

    CONSTRAINT "Dashboard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Dashboard_ownerId_createdAt_id_idx" ON "Dashboard"("ownerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Dashboard_shared_createdAt_id_idx" ON "Dashboard"("shared", "createdAt", "id");
