import { describe, expect, test } from "vitest";
import { SessionListStore, type SessionPage, type SessionQuery } from "../../components/live/session-list-store.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";

function session(id: string, more: Partial<SessionSummary> = {}): SessionSummary {
  return {
    ...{ id, ownerId: "local", title: id, workflow: "solo", agent: "general", tags: [], status: "active" as const },
    ...{ expiresAt: null, openedAt: "2026-01-01", changedAt: `2026-01-01T00:00:0${id.length}Z`, head: 1 },
    ...{ messageCount: 0, openRuns: 0, waitingForPerson: 0, lastText: "" },
    ...more,
  };
}

/** A server that answers when it is told to. */
function server() {
  const asked: {
    query: SessionQuery;
    answer: (page: Partial<SessionPage>) => Promise<void>;
    fail: (why: string) => Promise<void>;
  }[] = [];
  const load = (query: SessionQuery) =>
    new Promise<SessionPage>((resolve, reject) => {
      const settle = async (then: () => void) => {
        then();
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      };
      asked.push({
        query,
        answer: (page) => settle(() => resolve({ items: [], nextCursor: null, ...page })),
        fail: (why) => settle(() => reject(new Error(why))),
      });
    });
  return { asked, load };
}

const ids = (sessions: readonly SessionSummary[]) => sessions.map(({ id }) => id);

describe("the list of sessions", () => {
  test("begins with what the page came with: pinned ones apart, the last changed first", () => {
    const { load } = server();
    const store = new SessionListStore(load, {
      items: [session("a"), session("bb"), session("ccc", { tags: ["pinned"] })],
      nextCursor: "more",
    });
    expect(ids(store.current.pinned)).toEqual(["ccc"]);
    expect(ids(store.current.others)).toEqual(["bb", "a"]);
    expect(store.current.hasMore).toBe(true);
  });

  test("takes what the server tells, but never an older summary for a newer one", () => {
    const { load } = server();
    const store = new SessionListStore(load, { items: [session("a", { head: 5, title: "new" })], nextCursor: null });
    store.take([session("a", { head: 3, title: "old" }), session("bb", { waitingForPerson: 2 })]);
    expect(store.get("a")?.title).toBe("new");
    expect(store.current.waiting).toBe(2);
    store.take([], ["a"]);
    expect(ids(store.current.all)).toEqual(["bb"]);
  });

  test("after a reconnect drops what is gone within the part that was read, and keeps what lies behind it", async () => {
    const { asked, load } = server();
    const store = new SessionListStore(load, {
      items: [session("a"), session("bb"), session("ccc")],
      nextCursor: null,
    });
    const refreshed = store.refresh();
    await asked[0]?.answer({ items: [session("ccc")], nextCursor: "more" });
    await asked[1]?.answer({});
    expect(asked[2]?.query).toEqual({ waiting: "true" });
    await asked[2]?.answer({});
    await refreshed;
    expect(ids(store.current.all)).toEqual(["ccc", "bb", "a"]);
    const again = store.refresh();
    await asked[3]?.answer({ items: [session("ccc"), session("a")] });
    await asked[4]?.answer({});
    await asked[5]?.answer({});
    await again;
    expect(ids(store.current.all)).toEqual(["ccc", "a"]);
  });

  test("shows what was found last, though an earlier answer comes later", async () => {
    const { asked, load } = server();
    const store = new SessionListStore(load, { items: [session("a"), session("bb")], nextCursor: null });
    const first = store.find("x");
    expect(store.current.settled).toBe(false);
    const second = store.find("xy");
    await asked[1]?.answer({ items: [session("bb")] });
    await asked[0]?.answer({ items: [session("a")] });
    await Promise.all([first, second]);
    expect(ids(store.current.others)).toEqual(["bb"]);
    await store.find("  ");
    expect(ids(store.current.others)).toEqual(["bb", "a"]);
  });

  test("reads on from where it stopped, for the search and for all apart", async () => {
    const { asked, load } = server();
    const store = new SessionListStore(load, { items: [session("ccc")], nextCursor: "all-2" });
    const found = store.find("x");
    await asked[0]?.answer({ items: [session("bb")], nextCursor: "x-2" });
    await found;
    const more = store.loadMore();
    expect(asked[1]?.query).toEqual({ search: "x", cursor: "x-2" });
    await asked[1]?.answer({ items: [session("a")] });
    await more;
    expect(ids(store.current.others)).toEqual(["bb", "a"]);
    expect(store.current.hasMore).toBe(false);
    await store.find("");
    expect(store.current.hasMore).toBe(true);
  });

  test("says why it could not be read, and forgets that with the next reading", async () => {
    const { asked, load } = server();
    const store = new SessionListStore(load, { items: [], nextCursor: "more" });
    const more = store.loadMore();
    expect(store.current.loading).toBe(true);
    await asked[0]?.fail("No answer.");
    await more;
    expect(store.current).toMatchObject({ loading: false, failure: "No answer." });
    const again = store.loadMore();
    await asked[1]?.answer({});
    await again;
    expect(store.current).toMatchObject({ failure: null, hasMore: false });
  });
});
