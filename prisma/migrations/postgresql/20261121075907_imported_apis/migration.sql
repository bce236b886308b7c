-- CreateTable
CREATE TABLE "ApiImport" (
    "name" TEXT NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "ApiImport_pkey" PRIMARY KEY ("name")
);
