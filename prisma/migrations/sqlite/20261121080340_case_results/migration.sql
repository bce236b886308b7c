-- CreateTable
CREATE TABLE "CaseResult" (
    "caseId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "data" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("caseId", "hash")
);

-- CreateIndex
CREATE INDEX "CaseResult_kind_name_hash_idx" ON "CaseResult"("kind", "name", "hash");
