import type { SessionSummary } from "../../lib/core/summary.ts";

export const pinnedTag = "pinned";

export interface SessionPage {
  items: SessionSummary[];
  nextCursor: string | null;
}

export interface SessionListView {
  /** Pinned ones first, then the last changed; while one searches, what was found. */
  pinned: SessionSummary[];
  others: SessionSummary[];
  /** All that are known, the last changed first, whatever is searched for. */
  all: SessionSummary[];
  /** How many approvals and questions wait for a person in them. */
  waiting: number;
  search: string;
  /** What is shown belongs to `search`, and not to what stood there before. */
  settled: boolean;
  hasMore: boolean;
  loading: boolean;
  failure: string | null;
}

export interface SessionQuery {
  search?: string;
  tag?: string;
  waiting?: "true";
  cursor?: string;
}

type Load = (query: SessionQuery) => Promise<SessionPage>;

/** The sessions that this tab knows of: what the page came with, what was read since, and what the server told. */
export class SessionListStore {
  private readonly known = new Map<string, SessionSummary>();
  private readonly listeners = new Set<() => void>();
  private readonly load: Load;
  /** Ids in the order in which they were found; null while nobody searches. */
  private found: string[] | null = null;
  private search = "";
  private cursors: { all: string | null; found: string | null };
  private loading = false;
  private failure: string | null = null;
  private view: SessionListView;

  constructor(load: Load, initial: SessionPage) {
    this.load = load;
    this.cursors = { all: initial.nextCursor, found: null };
    for (const session of initial.items) this.known.set(session.id, session);
    this.view = this.look();
  }

  get current(): SessionListView {
    return this.view;
  }

  get(id: string): SessionSummary | undefined {
    return this.known.get(id);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What the server told. An older summary never replaces a newer one. */
  take(sessions: readonly SessionSummary[], gone: readonly string[] = []): void {
    for (const session of sessions) {
      const before = this.known.get(session.id);
      if (!before || before.head <= session.head) this.known.set(session.id, session);
    }
    for (const id of gone) this.known.delete(id);
    this.tell();
  }

  /** Reads the beginning of the list again, for what happened while nobody listened. */
  async refresh(): Promise<void> {
    await this.during(async () => {
      const [recent, ...others] = await Promise.all([
        this.load({}),
        this.load({ tag: pinnedTag }),
        this.load({ waiting: "true" }),
      ]);
      const all = [recent, ...others].flatMap(({ items }) => items);
      const read = new Map(all.map((session) => [session.id, session]));
      // What stands within the part that was read and is not in it has been deleted.
      const oldest = recent.nextCursor === null ? "" : (recent.items.at(-1)?.changedAt ?? "");
      const gone = [...this.known.values()].filter((each) => !read.has(each.id) && each.changedAt > oldest);
      this.take(
        [...read.values()],
        gone.map((each) => each.id),
      );
    });
  }

  async loadMore(): Promise<void> {
    const search = this.search;
    const cursor = search ? this.cursors.found : this.cursors.all;
    if (this.loading || cursor === null) return;
    await this.during(async () => {
      const page = await this.load({ ...(search && { search }), cursor });
      if (search !== this.search) return;
      if (search) this.found = [...(this.found ?? []), ...page.items.map(({ id }) => id)];
      this.cursors = { ...this.cursors, [search ? "found" : "all"]: page.nextCursor };
      this.take(page.items);
    });
  }

  /** Empty words end the search. Of several at once the last counts. */
  async find(words: string): Promise<void> {
    const search = words.trim();
    if (search === this.search) return;
    this.search = search;
    if (search === "") {
      this.found = null;
      return this.tell();
    }
    await this.during(async () => {
      const page = await this.load({ search });
      if (search !== this.search) return;
      this.found = page.items.map(({ id }) => id);
      this.cursors = { ...this.cursors, found: page.nextCursor };
      this.take(page.items);
    });
  }

  /** What the server finds, without showing it. */
  async lookUp(words: string): Promise<SessionSummary[]> {
    const { items } = await this.load({ search: words });
    this.take(items);
    return items;
  }

  private async during(work: () => Promise<void>): Promise<void> {
    this.loading = true;
    this.failure = null;
    this.tell();
    try {
      await work();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
      this.tell();
    }
  }

  private tell(): void {
    this.view = this.look();
    for (const listener of this.listeners) listener();
  }

  private look(): SessionListView {
    const searching = this.search !== "";
    const all = this.inOrder();
    const shown = searching && this.found ? this.found.flatMap((id) => this.known.get(id) ?? []) : all;
    const isPinned = (session: SessionSummary) => session.tags.includes(pinnedTag);
    return {
      pinned: shown.filter(isPinned),
      others: shown.filter((session) => !isPinned(session)),
      all,
      waiting: all.reduce((sum, session) => sum + session.waitingForPerson, 0),
      search: this.search,
      settled: !searching || this.found !== null,
      hasMore: (searching ? this.cursors.found : this.cursors.all) !== null,
      loading: this.loading,
      failure: this.failure,
    };
  }

  private inOrder(): SessionSummary[] {
    return [...this.known.values()].sort((a, b) => b.changedAt.localeCompare(a.changedAt) || a.id.localeCompare(b.id));
  }
}
