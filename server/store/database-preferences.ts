import { type PreferenceStore, type Preferences, preferences, usualPreferences } from "../../lib/people/preferences.ts";
import type { Database } from "../db/open-database.ts";

/** A row for each preference that was ever set, so that two that change at once do not undo each other. */
export class DatabasePreferences implements PreferenceStore {
  private readonly rows: Database["prisma"]["preference"];
  private readonly now: () => Date;

  constructor({ prisma }: Database, now: () => Date) {
    this.rows = prisma.preference;
    this.now = now;
  }

  async read(ownerId: string): Promise<Preferences> {
    const rows = await this.rows.findMany({ where: { ownerId } });
    const known = rows.filter(({ name }) => name in usualPreferences);
    const set = Object.fromEntries(known.map(({ name, value }) => [name, JSON.parse(value)]));
    return preferences.parse({ ...usualPreferences, ...set });
  }

  async change(ownerId: string, changes: Partial<Preferences>): Promise<Preferences> {
    const changedAt = this.now().toISOString();
    for (const [name, given] of Object.entries(changes)) {
      if (given === undefined) continue;
      const value = JSON.stringify(given);
      await this.rows.upsert({
        where: { ownerId_name: { ownerId, name } },
        create: { ownerId, name, value, changedAt },
        update: { value, changedAt },
      });
    }
    return this.read(ownerId);
  }
}
