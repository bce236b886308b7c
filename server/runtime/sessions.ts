import { AppError } from "../../lib/core/errors.ts";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { textsOf, textsPlacedBy } from "../../lib/core/message-texts.ts";
import { fold } from "../../lib/core/reduce.ts";
import { settle } from "../../lib/core/settle.ts";
import { findRun, nothingYet, type Run, type SessionState } from "../../lib/core/state.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import type { Given } from "../../lib/core/world.ts";
import { Lanes } from "../../lib/queues/lanes.ts";
import type { Bus } from "../ports/bus.ts";
import type { Append, Appended, EventLog } from "../ports/log.ts";
import type { LiveWorld } from "./live-world.ts";
import { StateCache } from "./state-cache.ts";

export interface Change {
  state: SessionState;
  events: readonly Recorded[];
  /** True when the command had been accepted before: nothing happened now. */
  repeated: boolean;
  /** The head right after the change; for a repeated command, after the first time. */
  head: number;
}

export interface ChangeOptions {
  by: string;
  commandId?: string;
  /**
   * Called with the state that is being written, as a rule while it is written, and once more where that had to be done
   * again: nothing of what it begins may be seen before `change` has said what stands. Must not throw.
   */
  meanwhile?: (state: SessionState) => void;
}

interface Dependencies {
  log: EventLog;
  bus: Bus;
  world: LiveWorld;
  newId: Given["newId"];
  now: () => Date;
  /** Called with every change, this process's and others', after it is durable. */
  onChange: (sessionId: string, state: SessionState, events: readonly Recorded[]) => void;
  onTrouble: (what: string, error: unknown) => void;
}

/** A snapshot saves folding from the start; the tail behind it stays short. */
const eventsPerSnapshot = 500;
const conflictsAllowed = 50;

/** The one door for writing, and the way to a session's state. */
export class Sessions {
  private readonly lanes = new Lanes();
  private readonly states = new StateCache((sessionId, state) => {
    this.snapshotAt.delete(sessionId);
    this.toldBefore.set(sessionId, state.head);
  });
  private readonly snapshotAt = new Map<string, number>();
  /** Up to where listeners were told, of sessions whose state was dropped from memory since. */
  private readonly toldBefore = new Map<string, number>();
  /** The last write could not be done: the next may fail as well. */
  private troubled = false;
  private readonly d: Dependencies;

  constructor(dependencies: Dependencies) {
    this.d = dependencies;
  }

  /**
   * Takes the session's lane, loads the state, lets `give` make events, appends them with all that follows, publishes.
   * On a version conflict it does it again with the newer state, so `give` may be called more than once.
   */
  change(
    sessionId: string,
    options: ChangeOptions,
    give: (state: SessionState, given: Given) => readonly SessionEvent[],
  ): Promise<Change> {
    return this.lanes.run(sessionId, () => this.changeInLane(sessionId, options, give));
  }

  private async changeInLane(
    sessionId: string,
    { by, commandId, meanwhile }: ChangeOptions,
    give: (state: SessionState, given: Given) => readonly SessionEvent[],
  ): Promise<Change> {
    for (let attempt = 0; attempt < conflictsAllowed; attempt++) {
      const before = await this.load(sessionId);
      const at = this.d.now().toISOString();
      const world = this.d.world.within(sessionId, before, at);
      const given: Given = { at, by, newId: this.d.newId, world };
      let settled: ReturnType<typeof settle>;
      try {
        settled = settle(before, give(before, given), given, commandId);
      } catch (error) {
        const earlier = await this.acceptedBefore(sessionId, commandId);
        if (earlier) return earlier;
        throw error;
      }
      if (settled.events.length === 0) {
        const nothing = { state: before, events: [], repeated: false, head: before.head };
        return (await this.acceptedBefore(sessionId, commandId)) ?? nothing;
      }

      // What it begins may cost something: only where nothing speaks against the write.
      const isLikely = attempt === 0 && !this.troubled;
      // Before the append, because SQLite keeps the process busy while it writes.
      if (isLikely) meanwhile?.(settled.state);
      const appended = await this.append({
        sessionId,
        expected: before.head,
        events: settled.events,
        session: summarizeSession(sessionId, settled.state),
        runs: touchedRuns(settled.state, settled.events).map((run) =>
          summarizeRun(sessionId, settled.state.ownerId, run),
        ),
        texts: textsPlacedBy(settled.events, settled.state),
        ...(commandId && { commandId }),
      });
      if (appended.result === "duplicate") {
        const earlier = await this.acceptedBefore(sessionId, commandId);
        if (earlier) return earlier;
      }
      if (appended.result === "appended") {
        this.keep(sessionId, settled.state);
        if (!isLikely) meanwhile?.(settled.state);
        this.tell(sessionId, settled.state, settled.events);
        return { state: settled.state, events: settled.events, repeated: false, head: settled.state.head };
      }
      await this.readTail(sessionId);
    }
    throw new AppError("unavailable", "Too many writers want to change this session at once. Try again.", {
      retryAfterMs: 1_000,
    });
  }

  private async append(entry: Append): Promise<Appended> {
    try {
      const appended = await this.d.log.append(entry);
      this.troubled = false;
      return appended;
    } catch (error) {
      this.troubled = true;
      throw error;
    }
  }

  /**
   * Asked only where the command is not to be: what it did the first time may be why. One that is accepted needs no
   * question, since the append refuses it the second time.
   */
  private async acceptedBefore(sessionId: string, commandId: string | undefined): Promise<Change | null> {
    const head = commandId ? await this.d.log.receipt(sessionId, commandId) : null;
    return head === null ? null : { state: await this.load(sessionId), events: [], repeated: true, head };
  }

  /** Begins a session with a log that was made elsewhere, such as a copy of another's beginning. */
  adopt(sessionId: string, state: SessionState, events: readonly Recorded[]): Promise<void> {
    return this.lanes.run(sessionId, async () => {
      const appended = await this.d.log.append({
        sessionId,
        expected: 0,
        events,
        session: summarizeSession(sessionId, state),
        runs: state.runs.map((run) => summarizeRun(sessionId, state.ownerId, run)),
        texts: textsOf(state.messages),
      });
      if (appended.result !== "appended") throw new AppError("conflict", "There is a session with this id already.");
      this.states.set(sessionId, state);
      this.tell(sessionId, state, events);
    });
  }

  /** The state as this process knows it; read from the log when it is not at hand. Throws `not_found` for no such session. */
  async read(sessionId: string): Promise<SessionState> {
    const state = await this.load(sessionId);
    if (state.head === 0) throw new AppError("not_found", "There is no such session.");
    return state;
  }

  /** The state if it is at hand. */
  peek(sessionId: string): SessionState | undefined {
    return this.states.get(sessionId);
  }

  /** Reads what other processes appended, tells the listeners, and gives the state; of a session that is gone, an empty one. */
  catchUp(sessionId: string): Promise<SessionState> {
    return this.lanes.run(sessionId, () => this.readTail(sessionId));
  }

  /** Up to where the listeners of these sessions were told. What is known of others that are not in memory is dropped. */
  toldHeads(sessionIds: ReadonlySet<string>): Map<string, number> {
    for (const id of this.toldBefore.keys()) if (!sessionIds.has(id)) this.toldBefore.delete(id);
    const heads = new Map<string, number>();
    for (const id of sessionIds) {
      const head = this.states.peek(id)?.head ?? this.toldBefore.get(id);
      if (head !== undefined) heads.set(id, head);
    }
    return heads;
  }

  forget(sessionId: string): void {
    this.states.delete(sessionId);
    this.snapshotAt.delete(sessionId);
    this.toldBefore.delete(sessionId);
  }

  private async load(sessionId: string): Promise<SessionState> {
    const known = this.states.get(sessionId);
    if (known) return known;
    const snapshot = (await this.d.log.snapshot(sessionId)) ?? nothingYet;
    const events = await this.d.log.read(sessionId, snapshot.head);
    const state = fold(events, snapshot);
    await this.d.world.prepare(state);
    // Another caller may have come further meanwhile.
    const newer = this.states.get(sessionId);
    if (newer && newer.head >= state.head) return newer;
    if (state.head === 0) return state;
    const told = newer?.head ?? this.toldBefore.get(sessionId) ?? state.head;
    const untold =
      told < snapshot.head ? await this.d.log.read(sessionId, told) : events.filter((event) => event.seq > told);
    const now = this.states.get(sessionId);
    if (now && now.head >= state.head) return now;
    this.keep(sessionId, state);
    if (!this.snapshotAt.has(sessionId)) this.snapshotAt.set(sessionId, snapshot.head);
    // What others wrote while the state was not in memory is news to whoever listens here.
    if (untold.length > 0)
      this.tell(
        sessionId,
        state,
        untold.filter((event) => event.seq <= state.head),
      );
    else this.keepSnapshotInTime(sessionId, state);
    return state;
  }

  private async readTail(sessionId: string): Promise<SessionState> {
    const from = this.states.get(sessionId);
    if (!from) return this.load(sessionId);
    const events = await this.d.log.read(sessionId, from.head);
    if (events.length === 0) {
      // Nothing new, or nothing at all any more: another process may have deleted it.
      if ((await this.d.log.head(sessionId)) >= from.head) return from;
      this.forget(sessionId);
      return this.load(sessionId);
    }
    const state = fold(events, from);
    await this.d.world.prepare(state);
    const newer = this.states.get(sessionId);
    if (newer && newer.head >= state.head) return newer;
    this.keep(sessionId, state);
    this.tell(sessionId, state, events);
    return state;
  }

  private keep(sessionId: string, state: SessionState): void {
    this.toldBefore.delete(sessionId);
    this.states.set(sessionId, state);
  }

  private tell(sessionId: string, state: SessionState, events: readonly Recorded[]): void {
    this.d.bus.publishEvents(sessionId, events);
    this.d.onChange(sessionId, state, events);
    this.keepSnapshotInTime(sessionId, state);
  }

  private keepSnapshotInTime(sessionId: string, state: SessionState): void {
    if (state.head - (this.snapshotAt.get(sessionId) ?? 0) < eventsPerSnapshot) return;
    this.snapshotAt.set(sessionId, state.head);
    this.d.log
      .saveSnapshot(sessionId, state)
      .catch((error: unknown) => this.d.onTrouble("could not keep a snapshot", error));
  }
}

function touchedRuns(state: SessionState, events: readonly SessionEvent[]): Run[] {
  const ids = new Set<string>();
  for (const event of events) if ("runId" in event && event.runId) ids.add(event.runId);
  return [...ids].map((id) => findRun(state, id)).filter((run) => run !== undefined);
}
