-- CreateTable
CREATE TABLE "MessageText" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Derived" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "form" INTEGER NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "MessageText_sessionId_messageId_key" ON "MessageText"("sessionId", "messageId");

-- By hand: what finds the messages. It keeps no text of its own; its rows have the ids of "MessageText", and the words come
-- folded, with spaces between them.
CREATE VIRTUAL TABLE "MessageIndex" USING fts5("words", content='', contentless_delete=1, tokenize='ascii');
