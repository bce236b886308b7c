import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DefinitionCommand } from "../../lib/definitions/change-definition.ts";
import { DatabaseDefinitionCases } from "../../server/store/database-definition-cases.ts";
import { DatabaseDefinitions } from "../../server/store/database-definitions.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";
import { upTo } from "./some-append.ts";

describe.each(testProviders)("definitions in %s", (provider) => {
  let opened: TestDatabase;
  let definitions: DatabaseDefinitions;
  let elsewhere: DatabaseDefinitions;
  let seconds = 0;
  const now = () => new Date(++seconds * 1_000);
  beforeEach(async () => {
    opened = await openTestDatabase(provider);
    definitions = new DatabaseDefinitions(opened.database.sql, now);
    elsewhere = new DatabaseDefinitions((await opened.another()).sql, now);
  });
  afterEach(() => opened.drop());

  const ask = (command: DefinitionCommand, name = "coder") => definitions.change("agent", name, command, "ada");
  const publish = (text: string, more: object = {}) => ask({ do: "publish", body: { text }, note: text, ...more });
  const coder = () => definitions.get("agent", "coder");

  test("are drafts until they are published, and then versions that never change", async () => {
    await ask({ do: "create", body: { text: "one" } });
    expect(await coder()).toMatchObject({ draft: { body: { text: "one" } }, current: null, newest: 0 });
    expect(await definitions.published("agent")).toEqual([]);
    await ask({ do: "publish", note: "first" });
    await ask({ do: "save-draft", body: { text: "two" } });
    expect(await coder()).toMatchObject({ draft: { body: { text: "two" } }, current: { version: 1 } });
    await ask({ do: "publish", note: "second" });
    expect(await definitions.version("agent", "coder", 1)).toMatchObject({
      body: { text: "one" },
      note: "first",
      publishedBy: "ada",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await coder()).toMatchObject({ draft: null, current: { version: 2, body: { text: "two" } }, newest: 2 });
    expect(await definitions.version("agent", "coder", 3)).toBeNull();
    expect(await definitions.version("function", "coder", 1)).toBeNull();
  });

  test("that are published as they are keep their version, whatever the order of their fields", async () => {
    await ask({ do: "publish", body: { a: 1, b: 2 }, note: "", create: true });
    await ask({ do: "save-draft", body: { c: 3 } });
    const { version, definition } = await ask({ do: "publish", body: { b: 2, a: 1 }, note: "" });
    expect(version).toBeNull();
    expect(definition).toMatchObject({ current: { version: 1 }, draft: null });
  });

  test("are not created under a name that is taken, and not changed where there are none", async () => {
    await publish("one", { create: true });
    await expect(publish("x", { create: true })).rejects.toMatchObject({ code: "conflict" });
    await expect(ask({ do: "create", body: {} })).rejects.toMatchObject({ code: "conflict" });
    await expect(ask({ do: "save-draft", body: {} }, "nobody")).rejects.toMatchObject({ code: "not_found" });
    expect(await definitions.get("agent", "nobody")).toBeNull();
    expect((await definitions.list("agent", { limit: 5 })).items).toHaveLength(1);
    expect(await definitions.get("workflow", "coder")).toBeNull();
  });

  test("are not overwritten by an editor who has not seen the last change", async () => {
    await publish("one", { create: true });
    const seen = (await coder())?.current?.hash ?? "";
    const both = await Promise.allSettled([
      ask({ do: "save-draft", body: { text: "mine" }, expectedHash: seen }),
      elsewhere.change("agent", "coder", { do: "save-draft", body: { text: "yours" }, expectedHash: seen }, "bob"),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict", message: expect.stringMatching(/somebody else/) });
    await expect(ask({ do: "publish", note: "", expectedHash: seen })).rejects.toMatchObject({ code: "conflict" });
  });

  test("give each of many publishers a version of its own", async () => {
    await publish("0", { create: true });
    const made = await Promise.all(
      upTo(8).map((n) =>
        (n % 2 ? definitions : elsewhere).change(
          "agent",
          "coder",
          { do: "publish", body: { text: `by ${n}` }, note: "" },
          "ada",
        ),
      ),
    );
    const numbers = made.map(({ version }) => version?.version ?? 0);
    expect(numbers.sort()).toEqual(upTo(9).slice(1));
    for (const { version } of made) {
      expect(await definitions.version("agent", "coder", version?.version ?? 0)).toEqual(version);
    }
  });

  test("let one of many that create the same name at once be first", async () => {
    const made = await Promise.allSettled(
      upTo(8).map((n) =>
        (n % 2 ? definitions : elsewhere).change("agent", "new", { do: "create", body: { n } }, "ada"),
      ),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("lose a draft that is discarded, and vanish where there was nothing else", async () => {
    await publish("one", { create: true });
    await ask({ do: "save-draft", body: { text: "two" } });
    await ask({ do: "discard-draft" });
    expect(await coder()).toMatchObject({ draft: null, current: { version: 1 } });
    await ask({ do: "create", body: {} }, "short-lived");
    await ask({ do: "discard-draft" }, "short-lived");
    expect(await definitions.get("agent", "short-lived")).toBeNull();
  });

  test("try a version on a share of sessions, beside the current one, and promote it", async () => {
    await publish("one", { create: true });
    await publish("two", { canaryShare: 0.25 });
    expect(await coder()).toMatchObject({ current: { version: 1 }, canary: { version: 2, share: 0.25 }, newest: 2 });
    await ask({ do: "promote" });
    expect(await coder()).toMatchObject({ current: { version: 2, body: { text: "two" } }, canary: null });
    await expect(ask({ do: "promote" })).rejects.toMatchObject({ code: "conflict" });
    await ask({ do: "set-canary", version: 1, share: 0.5 });
    expect(await coder()).toMatchObject({ canary: { version: 1, share: 0.5 } });
    await expect(ask({ do: "set-canary", version: 3, share: 0.5 })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask({ do: "set-canary", version: 2, share: 0.5 })).rejects.toMatchObject({ code: "conflict" });
    await ask({ do: "end-canary" });
    expect((await coder())?.canary).toBeNull();
    expect((await publish("three")).version?.version).toBe(3);
  });

  test("are archived with their versions, come back, and go on with their numbers", async () => {
    await publish("one", { create: true });
    await ask({ do: "archive" });
    await expect(ask({ do: "archive" })).rejects.toMatchObject({ code: "not_found" });
    expect(await definitions.published("agent")).toEqual([]);
    expect(await definitions.version("agent", "coder", 1)).toMatchObject({ body: { text: "one" } });
    expect((await definitions.list("agent", { limit: 5 })).items).toEqual([]);
    expect((await definitions.list("agent", { limit: 5, archived: true })).items).toHaveLength(1);
    await ask({ do: "restore" });
    expect(await coder()).toMatchObject({ archivedAt: null, current: { version: 1 } });
    await ask({ do: "archive" });
    expect((await publish("two", { create: true })).version?.version).toBe(2);
  });

  test("are listed by name, page by page, and found by words, tag and state", async () => {
    for (const name of ["b", "a", "c"]) {
      await ask({ do: "publish", body: { description: `Knows ALL about ${name}.` }, note: "", create: true }, name);
    }
    await ask({ do: "create", body: { description: "new" } }, "d");
    await ask({ do: "save-draft", body: { description: "newer" } }, "c");
    await ask({ do: "tag", tags: ["Home", "50%"] }, "a");
    const names = async (query: object) =>
      (await definitions.list("agent", { limit: 10, ...query })).items.map(({ name }) => name);
    const first = await definitions.list("agent", { limit: 3 });
    expect(first.items.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(await names({ cursor: first.nextCursor })).toEqual(["d"]);
    expect(await names({ search: "all ABOUT" })).toEqual(["a", "b", "c"]);
    expect(await names({ search: "ABOUT  all" })).toEqual(["a", "b", "c"]);
    expect(await names({ search: "home" })).toEqual(["a"]);
    expect(await names({ search: "home nowhere" })).toEqual([]);
    expect(await names({ search: "%" })).toEqual(["a"]);
    expect(await names({ tag: "Home" })).toEqual(["a"]);
    expect(await names({ tag: "Hom" })).toEqual([]);
    expect(await names({ state: "draft" })).toEqual(["d"]);
    expect(await names({ state: "changed" })).toEqual(["c"]);
    expect(await names({ state: "published" })).toEqual(["a", "b"]);
    expect(await definitions.tags("agent")).toEqual(["50%", "Home"]);
    await ask({ do: "untag", tags: ["Home"] }, "a");
    expect(await definitions.tags("agent")).toEqual(["50%"]);
    await expect(definitions.list("agent", { limit: 1, cursor: "?" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("list their versions, the newest first, page by page", async () => {
    await publish("one", { create: true });
    for (const text of ["two", "three"]) await publish(text);
    const first = await definitions.versions("agent", "coder", { limit: 2 });
    expect(first.items.map(({ version, note }) => [version, note])).toEqual([
      [3, "three"],
      [2, "two"],
    ]);
    const second = await definitions.versions("agent", "coder", { limit: 2, cursor: first.nextCursor ?? "" });
    expect(second).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
  });

  test("tell whoever listens before the change is answered", async () => {
    const heard: string[] = [];
    const stop = definitions.onChange(async (kind, name) => {
      heard.push(`${kind} ${name} ${(await definitions.get(kind, name))?.newest}`);
    });
    await publish("one", { create: true });
    expect(heard).toEqual(["agent coder 1"]);
    stop();
    await publish("two");
    expect(heard).toHaveLength(1);
  });

  test("have cases of their own, which go with a definition that was never published", async () => {
    let made = 0;
    const cases = new DatabaseDefinitionCases(opened.database, () => `case_${++made}`, now);
    await ask({ do: "create", body: {} });
    const first = await cases.add("agent", "coder", { title: "Greets", data: { message: "Hi" } });
    await cases.add("agent", "coder", { title: "Second", data: {} });
    await cases.add("function", "coder", { title: "Another's", data: {} });
    expect(await cases.replace("agent", "coder", { ...first, title: "Greets back" })).toBe(true);
    expect(await cases.replace("function", "coder", first)).toBe(false);
    expect((await cases.list("agent", "coder")).map(({ title }) => title)).toEqual(["Greets back", "Second"]);
    expect(await cases.remove("agent", "coder", "case_2")).toBe(true);
    expect(await cases.remove("agent", "coder", "case_2")).toBe(false);
    await ask({ do: "discard-draft" });
    expect(await cases.list("agent", "coder")).toEqual([]);
    expect(await cases.list("function", "coder")).toHaveLength(1);
  });
});
