-- CreateTable
CREATE TABLE "ApiImport" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "data" TEXT NOT NULL
);
