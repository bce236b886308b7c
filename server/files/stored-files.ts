import { guessTokens } from "../../lib/core/tokens.ts";
import type { FileInfo } from "../../lib/files/file-info.ts";
import { Lanes } from "../../lib/queues/lanes.ts";
import type { Database } from "../db/open-database.ts";
import type { Files } from "../ports/people.ts";
import type { ContentFolder } from "./content-folder.ts";
import { isDocument, isTextType, mediaTypeOf } from "./media-type.ts";
import { type parseApart, usualLimits } from "./parse-apart.ts";
import type { Parsed } from "./parse-file.ts";

interface Dependencies {
  database: Database;
  content: ContentFolder;
  parse: typeof parseApart;
  mostBytes: number;
  newId: () => string;
  now: () => Date;
  onTrouble: (error: unknown) => void;
}

const shown = {
  id: true,
  name: true,
  mediaType: true,
  size: true,
  sha256: true,
  status: true,
  pages: true,
  tokens: true,
  error: true,
  createdAt: true,
} as const;

/** Files in a folder, what is known of them in the database. They are read one after the other, each in a process of its own. */
export class StoredFiles implements Files {
  readonly mostBytes: number;
  private readonly d: Dependencies;
  private reading: Promise<void> = Promise.resolve();
  /** So that no content goes while it comes again. */
  private readonly byContent = new Lanes();
  private readonly closing = new AbortController();

  constructor(dependencies: Dependencies) {
    this.d = dependencies;
    this.mostBytes = dependencies.mostBytes;
  }

  async add(ownerId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<FileInfo> {
    const { content, database, newId, now } = this.d;
    const received = await content.receive(body, this.mostBytes);
    const { sha256, size } = received;
    const file = await this.byContent.run(sha256, async () => {
      await received.keep();
      const bytes = await content.read(sha256);
      const mediaType = mediaTypeOf(bytes, name);
      const said = isDocument(mediaType) ? { status: "parsing" } : saidBy(simpleText(bytes, mediaType));
      const data = { id: newId(), ownerId, name, mediaType, size, sha256, ...said, createdAt: now().toISOString() };
      return (await database.prisma.file.create({ data, select: shown })) as FileInfo;
    });
    if (file.status === "parsing") this.readLater(file);
    return file;
  }

  async info(ownerId: string, id: string): Promise<FileInfo | null> {
    return (await this.d.database.prisma.file.findFirst({ where: { id, ownerId }, select: shown })) as FileInfo | null;
  }

  async bytes(ownerId: string, id: string): Promise<Buffer | null> {
    const file = await this.info(ownerId, id);
    return file && (await this.d.content.read(file.sha256).catch(nullIfGone));
  }

  async text(ownerId: string, id: string): Promise<string | null> {
    const file = await this.d.database.prisma.file.findFirst({ where: { id, ownerId }, select: { text: true } });
    return file?.text ?? null;
  }

  async remove(ownerId: string, id: string): Promise<boolean> {
    const { prisma } = this.d.database;
    const file = await this.info(ownerId, id);
    if (!file) return false;
    return this.byContent.run(file.sha256, async () => {
      const { count } = await prisma.file.deleteMany({ where: { id, ownerId } });
      const left = await prisma.file.count({ where: { sha256: file.sha256 } });
      if (left === 0) await this.d.content.remove(file.sha256);
      return count > 0;
    });
  }

  /** Reads what an earlier process had not come to. */
  async resume(): Promise<void> {
    const rows = await this.d.database.prisma.file.findMany({ where: { status: "parsing" }, select: shown });
    for (const file of rows) this.readLater(file as FileInfo);
  }

  drain(): Promise<void> {
    return this.reading;
  }

  /** Breaks off what is being read: the next process begins it again. */
  close(): Promise<void> {
    this.closing.abort();
    return this.reading;
  }

  private readLater(file: FileInfo): void {
    const { signal } = this.closing;
    this.reading = this.reading.then(() => (signal.aborted ? undefined : this.read(file).catch(this.d.onTrouble)));
  }

  private async read({ id, sha256, mediaType }: FileInfo): Promise<void> {
    const { signal } = this.closing;
    const data = await this.d.content
      .read(sha256)
      .then((bytes) => this.d.parse(bytes, mediaType, usualLimits, signal))
      .then(saidBy, (error: unknown) => ({
        status: "failed",
        error: error instanceof Error ? error.message : String(error),
      }));
    if (!signal.aborted) await this.d.database.prisma.file.updateMany({ where: { id }, data });
  }
}

function nullIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function saidBy({ text, pages }: Parsed) {
  // PostgreSQL's text cannot hold a NUL.
  const plain = text?.replaceAll("\0", "\uFFFD").toWellFormed() ?? null;
  return { status: "ready", text: plain, pages, tokens: plain === null ? null : guessTokens(plain) };
}

/** Texts need no reader of their own, and what says nothing in words needs none. */
function simpleText(bytes: Buffer, mediaType: string): Parsed {
  const text = isTextType(mediaType) ? bytes.toString("utf8").slice(0, usualLimits.characters) : null;
  return { text, pages: null };
}
