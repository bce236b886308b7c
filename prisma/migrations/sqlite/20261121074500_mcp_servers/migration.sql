-- CreateTable
CREATE TABLE "McpServer" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "data" TEXT NOT NULL,
    "offered" TEXT NOT NULL
);
