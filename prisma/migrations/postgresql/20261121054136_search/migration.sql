-- CreateTable
CREATE TABLE "MessageText" (
    "id" SERIAL NOT NULL,
    "sessionId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "MessageText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Derived" (
    "name" TEXT NOT NULL,
    "form" INTEGER NOT NULL,

    CONSTRAINT "Derived_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "MessageText_sessionId_messageId_key" ON "MessageText"("sessionId", "messageId");

-- By hand: what finds the messages.
ALTER TABLE "MessageText" ADD COLUMN "words" tsvector;
CREATE INDEX "MessageText_words_idx" ON "MessageText" USING GIN ("words");
