import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseSecrets } from "../../server/secrets/database-secrets.ts";
import { keysOfEnvironment } from "../../server/secrets/key-ring.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const value = "sk-planted-7c1f0a9e4b";

describe.each(testProviders)("secrets in %s", (provider) => {
  let opened: TestDatabase;
  let secrets: DatabaseSecrets;
  const storeWith = (current: string, ...old: string[]) =>
    new DatabaseSecrets(opened.database, keysOfEnvironment(current, old), () => new Date("2026-01-02T03:04:05Z"));
  beforeEach(async () => {
    opened = await openTestDatabase(provider);
    secrets = storeWith(keyOf(1));
  });
  afterEach(() => opened.drop());

  test("are told by name and last four, and revealed for their hosts alone", async () => {
    const { secret, created } = await secrets.put("ann", "weather", value, ["api.weather.example"]);
    expect(created).toBe(true);
    expect(secret).toEqual({
      name: "weather",
      hosts: ["api.weather.example"],
      lastFour: "9e4b",
      createdAt: "2026-01-02T03:04:05.000Z",
      rotatedAt: null,
    });
    expect(await secrets.list("ann")).toEqual([secret]);
    expect(await secrets.reveal("ann", "weather", "https://api.weather.example/now")).toBe(value);
    await expect(secrets.reveal("ann", "weather", "https://evil.example/now?key")).rejects.toThrow(
      'The secret "weather" was given for api.weather.example, not for https://evil.example. Give it anew for that address.',
    );
  });

  test("belong to one person", async () => {
    await secrets.put("ann", "weather", value, ["api.weather.example"]);
    expect(await secrets.list("bob")).toEqual([]);
    await expect(secrets.reveal("bob", "weather", "https://api.weather.example")).rejects.toThrow(
      /no secret "weather"/,
    );
    expect(await secrets.delete("bob", "weather")).toBe(false);
    expect(secrets.redact("bob", `it is ${value}`)).toContain(value);
    expect(await secrets.delete("ann", "weather")).toBe(true);
    await expect(secrets.reveal("ann", "weather", "https://api.weather.example")).rejects.toThrow(/no secret/);
  });

  test("need to know where they may go, and keep that when rotated", async () => {
    await expect(secrets.put("ann", "weather", value)).rejects.toThrow(/hosts: is required/);
    await secrets.put("ann", "weather", value, ["api.weather.example"]);
    const { secret, created } = await secrets.put("ann", "weather", "another-value-1234");
    expect(created).toBe(false);
    expect(secret).toMatchObject({ hosts: ["api.weather.example"], rotatedAt: "2026-01-02T03:04:05.000Z" });
    expect(await secrets.reveal("ann", "weather", "https://api.weather.example")).toBe("another-value-1234");
  });

  test.each(["short", "two\nlines of it", "x".repeat(20_000)])("that cannot be one are refused", async (bad) => {
    await expect(secrets.put("ann", "weather", bad, ["a.example"])).rejects.toThrow(/value: must/);
    expect(await secrets.list("ann")).toEqual([]);
  });

  test("stand sealed in the row, and do not open in another row", async () => {
    await secrets.put("ann", "weather", value, ["a.example"]);
    const [row] = await opened.database.sql.rows('SELECT * FROM "Secret"');
    for (const form of [value, Buffer.from(value).toString("base64")]) expect(JSON.stringify(row)).not.toContain(form);
    await opened.database.sql.run('UPDATE "Secret" SET "hosts" = ?', ['["evil.example"]']);
    await expect(secrets.reveal("ann", "weather", "https://evil.example")).rejects.toThrow(/was changed/);
  });

  test("are sealed anew with a new key, after which the old one is not needed", async () => {
    await secrets.put("ann", "one", value, ["a.example"]);
    await secrets.put("ann", "two", `${value}-2`, ["a.example"]);
    const both = storeWith(keyOf(2), keyOf(1));
    expect(await both.reveal("ann", "one", "https://a.example")).toBe(value);
    expect(await both.resealAll()).toBe(2);
    expect(await both.resealAll()).toBe(0);
    expect(await storeWith(keyOf(2)).reveal("ann", "two", "https://a.example")).toBe(`${value}-2`);
    await expect(storeWith(keyOf(1)).reveal("ann", "one", "https://a.example")).rejects.toThrow(/TROUPE_SECRET_KEY/);
  });

  test("are taken out of texts in every form, also before they were used and after they were rotated", async () => {
    await secrets.put("ann", "weather", value, ["a.example"]);
    await secrets.put("ann", "odd", 'with "quotes" & ünicode', ["a.example"]);
    const anew = storeWith(keyOf(1));
    expect(await anew.learn()).toEqual([]);
    await anew.put("ann", "weather", "the-next-value-here");
    for (const text of [
      `Bearer ${value}`,
      Buffer.from(value).toString("base64"),
      JSON.stringify({ key: 'with "quotes" & ünicode' }),
      `?key=${encodeURIComponent('with "quotes" & ünicode')}`,
      "the-next-value-here",
    ]) {
      expect(anew.redact("ann", text)).toContain("[secret]");
      expect(anew.redact("ann", text)).not.toMatch(/planted|quotes|next-value/);
    }
    expect(anew.redact("ann", "nothing of it")).toBe("nothing of it");
  });

  test("that do not open are named, and hide nobody's others", async () => {
    await secrets.put("ann", "old", value, ["a.example"]);
    const other = storeWith(keyOf(9));
    expect(await other.learn()).toEqual(["old"]);
    await other.put("ann", "old", "given-anew-now", ["a.example"]);
    expect(await other.reveal("ann", "old", "https://a.example")).toBe("given-anew-now");
  });
});
