import type { Append, Appended } from "../ports/log.ts";

interface Waiting {
  append: Append;
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
}

/** What one transaction may hold, so that it does not keep everybody else waiting. A single append may be larger. */
const eventsPerGroup = 1_000;

/** Gathers what arrives in the same turn of the event loop, or while a commit is under way, into one commit. */
export class GroupCommit {
  private readonly commit: (group: readonly Append[]) => Promise<Appended[]>;
  private waiting: Waiting[] = [];
  private scheduled = false;

  /** `commit` takes appends of different sessions and answers them in their order. */
  constructor(commit: (group: readonly Append[]) => Promise<Appended[]>) {
    this.commit = commit;
  }

  add(append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    // In a turn of its own, also between two groups, so that whoever appends in a circle leaves room for the others.
    setImmediate(() => void this.commitNext());
  }

  private async commitNext(): Promise<void> {
    const group = this.takeGroup();
    try {
      const answers = await this.commit(group.map((each) => each.append));
      for (const [index, each] of group.entries()) each.resolve(answers[index] as Appended);
    } catch (error) {
      for (const each of group) each.reject(error);
    }
    this.scheduled = false;
    this.schedule();
  }

  /** In the order in which they came; a second append of the same session waits for the next group. */
  private takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    const later: Waiting[] = [];
    const sessions = new Set<string>();
    let events = 0;
    for (const each of this.waiting) {
      const { sessionId } = each.append;
      const full = group.length > 0 && events + each.append.events.length > eventsPerGroup;
      if (full || sessions.has(sessionId)) {
        later.push(each);
      } else {
        group.push(each);
        events += each.append.events.length;
      }
      sessions.add(sessionId);
    }
    this.waiting = later;
    return group;
  }
}
