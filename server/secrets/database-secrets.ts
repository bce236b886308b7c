import { AppError } from "../../lib/core/errors.ts";
import type { SecretInfo } from "../../lib/secrets/secret-info.ts";
import type { Database } from "../db/open-database.ts";
import type { Secrets } from "../ports/secrets.ts";
import { mayGoTo, readHosts } from "./bound-hosts.ts";
import type { KeyRing } from "./key-ring.ts";
import { formsOf, redactText } from "./redact.ts";
import { keyIdOf, open, seal } from "./seal.ts";

interface Row {
  ownerId: string;
  name: string;
  hosts: string;
  sealed: string;
  lastFour: string | null;
  createdAt: string;
  rotatedAt: string | null;
}

/** Of shorter ones, four characters would tell too much. */
const longEnoughToShow = 12;
const shortest = 8;
const longest = 16_384;

/** Sealed values in rows. What was ever opened or given here is known by heart, so that it can be taken out of texts. */
export class DatabaseSecrets implements Secrets {
  private readonly rows: Database["prisma"]["secret"];
  private readonly keys: KeyRing;
  private readonly now: () => Date;
  /** By owner and name: the forms of every value that this process has seen. Old values stay known. */
  private readonly known = new Map<string, Map<string, readonly string[]>>();

  constructor({ prisma }: Database, keys: KeyRing, now: () => Date) {
    this.rows = prisma.secret;
    this.keys = keys;
    this.now = now;
  }

  /** Learns the values that are kept, before anything is recorded. One that does not open cannot leak either. */
  async learn(): Promise<string[]> {
    const broken: string[] = [];
    for (const row of await this.rows.findMany()) {
      try {
        this.remember(row.ownerId, open(this.keys, row.sealed, aboutOf(row)));
      } catch {
        broken.push(row.name);
      }
    }
    return broken;
  }

  /** Everybody who has a secret of this name. */
  async ownersOf(name: string): Promise<string[]> {
    return (await this.rows.findMany({ where: { name }, orderBy: { createdAt: "asc" } })).map((row) => row.ownerId);
  }

  async list(ownerId: string): Promise<SecretInfo[]> {
    return (await this.rows.findMany({ where: { ownerId }, orderBy: { name: "asc" } })).map(infoOf);
  }

  async put(
    ownerId: string,
    name: string,
    value: string,
    hosts?: readonly string[],
  ): Promise<{ secret: SecretInfo; created: boolean }> {
    checkValue(value);
    const where = { ownerId_name: { ownerId, name } };
    const before = await this.rows.findUnique({ where });
    if (!before && !hosts?.length) {
      const message = "is required: say where the secret may be sent, such as api.example.com";
      throw new AppError("invalid", `The body does not fit. hosts: ${message}.`, {
        fields: [{ path: "hosts", message }],
      });
    }
    const at = this.now().toISOString();
    const bound = JSON.stringify(hosts?.length ? readHosts(hosts) : JSON.parse(before?.hosts ?? "[]"));
    const sealed = seal(this.keys, value, aboutOf({ ownerId, name, hosts: bound }));
    const data = { hosts: bound, sealed, lastFour: value.length < longEnoughToShow ? null : value.slice(-4) };
    this.remember(ownerId, value);
    const row = await this.rows.upsert({
      where,
      create: { ownerId, name, ...data, createdAt: at, rotatedAt: null },
      update: { ...data, rotatedAt: at },
    });
    return { secret: infoOf(row), created: before === null };
  }

  async delete(ownerId: string, name: string): Promise<boolean> {
    const { count } = await this.rows.deleteMany({ where: { ownerId, name } });
    return count > 0;
  }

  async reveal(ownerId: string, name: string, forUrl: string): Promise<string> {
    const row = await this.rows.findUnique({ where: { ownerId_name: { ownerId, name } } });
    if (!row) throw new AppError("not_found", `There is no secret "${name}". Create it in the settings.`);
    const hosts: string[] = JSON.parse(row.hosts);
    if (!mayGoTo(hosts, forUrl)) {
      throw new AppError(
        "forbidden",
        `The secret "${name}" was given for ${hosts.join(", ")}, not for ${placeOf(forUrl)}. Give it anew for that address.`,
      );
    }
    const value = open(this.keys, row.sealed, aboutOf(row));
    this.remember(ownerId, value);
    return value;
  }

  know(ownerId: string, values: readonly string[]): void {
    for (const value of values) if (value.length >= shortest) this.remember(ownerId, value);
  }

  redact(ownerId: string, text: string): string {
    const known = this.known.get(ownerId);
    if (!known) return text;
    let clean = text;
    for (const forms of known.values()) clean = redactText(clean, forms);
    return clean;
  }

  /** Seals anew what an older key sealed. Gives how many. */
  async resealAll(): Promise<number> {
    const { id } = this.keys.current();
    let resealed = 0;
    for (const row of await this.rows.findMany()) {
      if (keyIdOf(row.sealed) === id) continue;
      const sealed = seal(this.keys, open(this.keys, row.sealed, aboutOf(row)), aboutOf(row));
      // Only over what was read: somebody may have given it anew meanwhile.
      const { count } = await this.rows.updateMany({
        where: { ownerId: row.ownerId, name: row.name, sealed: row.sealed },
        data: { sealed },
      });
      resealed += count;
    }
    return resealed;
  }

  private remember(ownerId: string, value: string): void {
    const known = this.known.get(ownerId) ?? new Map<string, readonly string[]>();
    if (!known.has(value)) known.set(value, formsOf(value));
    this.known.set(ownerId, known);
  }
}

/** What a sealed value is bound to. */
function aboutOf({ ownerId, name, hosts }: Pick<Row, "ownerId" | "name" | "hosts">): string {
  return JSON.stringify([ownerId, name, hosts]);
}

function infoOf({ name, hosts, lastFour, createdAt, rotatedAt }: Row): SecretInfo {
  return { name, hosts: JSON.parse(hosts), lastFour, createdAt, rotatedAt };
}

function placeOf(address: string): string {
  return URL.canParse(address) && address.includes("://") ? new URL(address).origin : address;
}

/** It is sent in headers: one line, and long enough that a text does not hold it by chance. */
function checkValue(value: string): void {
  const message =
    value.length < shortest
      ? `must have at least ${shortest} characters`
      : value.length > longest
        ? `must have at most ${longest} characters`
        : /\p{Cc}/u.test(value)
          ? "must be one line without control characters"
          : null;
  if (message === null) return;
  throw new AppError("invalid", `The body does not fit. value: ${message}.`, { fields: [{ path: "value", message }] });
}
