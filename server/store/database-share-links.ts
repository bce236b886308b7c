import { createHash, randomBytes } from "node:crypto";
import type { NewShareLink, ShareLink } from "../../lib/export/share-link.ts";
import type { Database } from "../db/open-database.ts";
import type { ShareLinks } from "../ports/people.ts";

const tokenForm = /^[\w-]{43}$/;
const shown = { id: true, sessionId: true, seq: true, withTools: true, createdAt: true, expiresAt: true } as const;

interface Options {
  newId: () => string;
  now: () => Date;
}

export class DatabaseShareLinks implements ShareLinks {
  private readonly rows: Database["prisma"]["shareLink"];
  private readonly options: Options;

  constructor({ prisma }: Database, options: Options) {
    this.rows = prisma.shareLink;
    this.options = options;
  }

  async add(link: NewShareLink): Promise<{ link: ShareLink; token: string }> {
    const createdAt = this.now();
    await this.rows.deleteMany({ where: { expiresAt: { lte: createdAt } } });
    const token = randomBytes(32).toString("base64url");
    const data = { ...link, id: this.options.newId(), tokenHash: hashOf(token), createdAt };
    return { link: await this.rows.create({ data, select: shown }), token };
  }

  async list(ownerId: string, sessionId: string): Promise<ShareLink[]> {
    return await this.rows.findMany({
      where: { ownerId, sessionId, ...this.open() },
      select: shown,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
  }

  async revoke(ownerId: string, sessionId: string, id: string): Promise<boolean> {
    const { count } = await this.rows.deleteMany({ where: { id, ownerId, sessionId, ...this.open() } });
    return count > 0;
  }

  async find(token: string): Promise<(ShareLink & { ownerId: string }) | null> {
    if (!tokenForm.test(token)) return null;
    return await this.rows.findFirst({
      where: { tokenHash: hashOf(token), ...this.open() },
      select: { ...shown, ownerId: true },
    });
  }

  private open() {
    return { OR: [{ expiresAt: null }, { expiresAt: { gt: this.now() } }] };
  }

  private now(): string {
    return this.options.now().toISOString();
  }
}

/** A token has 256 random bits, so that a plain hash cannot be turned back. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
