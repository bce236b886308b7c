import type { Database } from "../db/open-database.ts";
import type { UserData } from "../ports/people.ts";

export class DatabaseUserData implements UserData {
  private readonly rows: Database["prisma"]["userData"];
  private readonly now: () => Date;

  constructor({ prisma }: Database, now: () => Date) {
    this.rows = prisma.userData;
    this.now = now;
  }

  async get(ownerId: string, name: string): Promise<unknown> {
    const row = await this.rows.findUnique({ where: { ownerId_name: { ownerId, name } } });
    return row ? JSON.parse(row.value) : undefined;
  }

  async set(ownerId: string, name: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value ?? null);
    const data = { value: text, bytes: Buffer.byteLength(text), changedAt: this.now().toISOString() };
    await this.rows.upsert({
      where: { ownerId_name: { ownerId, name } },
      create: { ownerId, name, ...data },
      update: data,
    });
  }

  async list(ownerId: string): Promise<{ name: string; bytes: number; changedAt: string }[]> {
    return await this.rows.findMany({
      where: { ownerId },
      select: { name: true, bytes: true, changedAt: true },
      orderBy: { name: "asc" },
    });
  }

  async delete(ownerId: string, name: string): Promise<boolean> {
    const { count } = await this.rows.deleteMany({ where: { ownerId, name } });
    return count > 0;
  }
}
