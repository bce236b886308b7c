import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageText } from "../../lib/core/message-texts.ts";
import type { Search } from "../../server/ports/lists.ts";
import type { EventLog } from "../../server/ports/log.ts";
import { someAppend } from "./some-append.ts";

export interface SearchUnderTest {
  log: EventLog;
  search: Search;
  /** As a database is that knows of no search yet. */
  forget(): Promise<void>;
  drop(): Promise<void>;
}

/** The law of `Search`: it finds what the log was given, as soon as it was given, for its owner alone. */
export function searchContract(name: string, open: () => Promise<SearchUnderTest>): void {
  describe(`the search in ${name}`, () => {
    let under: SearchUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.drop());

    /** Appends a message for each text. */
    async function say(sessionId: string, expected: number, contents: string[], ownerId = "ada", title = "A title") {
      const append = someAppend(sessionId, expected, contents, { session: { ownerId, title } });
      const texts = append.events.map(
        (event, index): MessageText => ({
          messageId: `msg_${event.seq}`,
          seq: event.seq,
          at: event.at,
          author: { kind: "user", id: ownerId },
          content: contents[index] as string,
        }),
      );
      return under.log.append({ ...append, texts });
    }
    const page = (query: string, more: { limit?: number; cursor?: string; ownerId?: string } = {}) =>
      under.search.find({ ownerId: "ada", query, limit: 50, ...more });
    const find = async (query: string) => (await page(query)).items.map(({ snippet }) => snippet.text).sort();

    test("finds a message with all that is needed to show it and to go there", async () => {
      await say("ses_1", 0, ["good morning", "Good evening, everyone"], "ada", "Greetings");
      expect((await page("EVENING")).items).toEqual([
        {
          sessionId: "ses_1",
          sessionTitle: "Greetings",
          messageId: "msg_2",
          seq: 2,
          author: { kind: "user", id: "ada" },
          at: "2026-01-01T00:00:00.000Z",
          snippet: { text: "Good evening, everyone", marks: [{ from: 5, to: 12 }] },
          score: expect.any(Number),
        },
      ]);
    });

    test("wants all words, in any order, phrases as they stand, and the last word as a beginning", async () => {
      await say("ses_1", 0, ["the quick brown fox", "brown and quick", "quickly", "the fox is brown"]);
      expect(await find("quick brown ")).toEqual(["brown and quick", "the quick brown fox"]);
      expect(await find('"quick brown"')).toEqual(["the quick brown fox"]);
      expect(await find("fox bro")).toEqual(["the fox is brown", "the quick brown fox"]);
      expect(await find("qui")).toHaveLength(3);
      expect(await find("qui ")).toEqual([]);
      expect(await find('"brown fo')).toEqual(["the quick brown fox"]);
      expect(await find("purple")).toEqual([]);
    });

    test("finds words however they are written, in whatever script", async () => {
      await say("ses_1", 0, ["Crème Brûlée", "你好世界", "привет МИР", "foo-bar_baz.ts", "हिन्दी में", "สวัสดีครับ"]);
      expect(await find("creme brulee")).toEqual(["Crème Brûlée"]);
      expect(await find("世界")).toEqual(["你好世界"]);
      expect(await find("界世")).toEqual([]);
      expect(await find("мир")).toEqual(["привет МИР"]);
      expect(await find("bar_baz")).toEqual(["foo-bar_baz.ts"]);
      expect(await find("हिन्दी ")).toEqual(["हिन्दी में"]);
      expect(await find("สวัสดี")).toEqual(["สวัสดีครับ"]);
    });

    test("finds nothing of what belongs to somebody else", async () => {
      await say("ses_1", 0, ["a secret plan"], "bob");
      expect(await find("secret")).toEqual([]);
      expect((await page("secret", { ownerId: "bob" })).items).toHaveLength(1);
    });

    test("finds what is in the log, and nothing of an append that was refused", async () => {
      await say("ses_1", 0, ["first"]);
      expect(await say("ses_1", 0, ["late"])).toEqual({ result: "conflict" });
      expect(await say("ses_2", 5, ["gap"])).toEqual({ result: "conflict" });
      expect(await find("first")).toEqual(["first"]);
      expect([...(await find("late")), ...(await find("gap"))]).toEqual([]);
    });

    test("forgets a session that is erased, and no other", async () => {
      await say("ses_1", 0, ["shared word", "more"]);
      await say("ses_2", 0, ["shared word too"]);
      await under.log.erase("ses_1");
      expect(await find("shared")).toEqual(["shared word too"]);
      await say("ses_1", 0, ["another shared word"]);
      expect(await find("shared")).toEqual(["another shared word", "shared word too"]);
      expect(await find("more")).toEqual([]);
    });

    test("gives page by page, each once, also while messages are added", async () => {
      for (let n = 0; n < 7; n++) await say(`ses_${n}`, 0, [`apple number ${n}`]);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await page("apple", { limit: 3, ...(cursor && { cursor }) });
        seen.push(...items.map((item) => item.sessionId));
        await say(`ses_new_${seen.length}`, 0, ["a new apple number 0"]);
        cursor = nextCursor ?? undefined;
      } while (cursor);
      expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `ses_${n}`));
      await expect(page("apple", { cursor: "nonsense" })).rejects.toThrow(/cursor/);
    });

    test("puts what fits better first", async () => {
      await say("ses_1", 0, [
        `tree ${"and many other words ".repeat(50)}`,
        "tree tree tree",
        `tree ${"or few ".repeat(20)}`,
      ]);
      const { items } = await page("tree");
      expect(items[0]?.snippet.text).toBe("tree tree tree");
      expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).toSorted((a, b) => b - a));
    });

    test("takes every text for a question", async () => {
      await say("ses_1", 0, ["some words"]);
      const syntax = fc.constantFrom(
        ..."\"'*():^{}-+~&|!<>\\?%_;,.$\0\n".split(""),
        ..." AND , OR , NOT , NEAR(,words:,<->,:*,::,--,/*,$1,\ud800,\u202e,é,some,word".split(","),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(syntax, { maxLength: 12 }), async (parts) => {
          expect((await page(parts.join(""))).items.length).toBeLessThanOrEqual(1);
        }),
        { numRuns: 300 },
      );
    });

    test("takes every text for a message, however long and odd", async () => {
      const syllables = Array.from({ length: 11_000 }, (_, n) => String.fromCodePoint(0xac00 + n));
      const odd = [
        syllables
          .flatMap((a, n) => [a + (syllables[(n * 7) % 11_000] as string), " "])
          .join("")
          .repeat(10),
        "x".repeat(390_000),
        "word ".repeat(70_000),
        "\0 \ud800 nul",
        "'quoted':1,2A \\ \"",
      ];
      for (const [n, content] of odd.entries()) {
        expect(await say(`ses_${n}`, 0, [content])).toEqual({ result: "appended" });
      }
      expect(await find("nul")).toHaveLength(1);
      expect(await find("quoted")).toHaveLength(1);
      expect(await find("xxx")).toHaveLength(1);
      expect(await find("word")).toHaveLength(1);
    });

    test("is written anew from the log where it is missing, and only there", async () => {
      await say("ses_1", 0, ["an old message", "another one"]);
      await say("ses_2", 0, ["old too"], "bob");
      await under.forget();
      expect(await find("old")).toEqual([]);
      expect(await under.search.rebuild()).toBe(2);
      expect(await find("old")).toEqual(["an old message"]);
      expect((await page("old", { ownerId: "bob" })).items).toHaveLength(1);
      expect(await under.search.rebuild()).toBeNull();
      expect(await under.search.rebuild({ anew: true })).toBe(2);
      expect(await find("old")).toEqual(["an old message"]);
    });

    test("goes on with a rebuild that was broken off", async () => {
      await say("ses_1", 0, ["old"]);
      await under.forget();
      expect(await under.search.rebuild({ signal: AbortSignal.abort() })).toBe(0);
      expect(await under.search.rebuild()).toBe(1);
      expect(await find("old")).toEqual(["old"]);
    });
  });
}
