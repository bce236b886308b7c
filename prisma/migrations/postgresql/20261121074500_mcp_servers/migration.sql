-- CreateTable
CREATE TABLE "McpServer" (
    "name" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "offered" TEXT NOT NULL,

    CONSTRAINT "McpServer_pkey" PRIMARY KEY ("name")
);
