import type { SessionState } from "../../lib/core/state.ts";

const sessionsKept = 2_000;
/** Long sessions weigh more: messages and calls, not sessions, are what fills memory. */
const weightKept = 400_000;

/** The folded states that were used last. Dropping one costs a read of its snapshot and tail, never a fact. */
export class StateCache {
  private readonly states = new Map<string, SessionState>();
  private weight = 0;
  private readonly onEvicted: (sessionId: string, state: SessionState) => void;

  /** `onEvicted` hears of what was dropped to make room, not of what was deleted. */
  constructor(onEvicted: (sessionId: string, state: SessionState) => void = () => {}) {
    this.onEvicted = onEvicted;
  }

  get(sessionId: string): SessionState | undefined {
    const state = this.states.get(sessionId);
    if (state) {
      this.states.delete(sessionId);
      this.states.set(sessionId, state);
    }
    return state;
  }

  /** Does not count as use. */
  peek(sessionId: string): SessionState | undefined {
    return this.states.get(sessionId);
  }

  set(sessionId: string, state: SessionState): void {
    this.delete(sessionId);
    this.states.set(sessionId, state);
    this.weight += weigh(state);
    for (const [oldest, dropped] of this.states) {
      if (oldest === sessionId || (this.states.size <= sessionsKept && this.weight <= weightKept)) break;
      this.delete(oldest);
      this.onEvicted(oldest, dropped);
    }
  }

  delete(sessionId: string): void {
    const state = this.states.get(sessionId);
    if (!state) return;
    this.states.delete(sessionId);
    this.weight -= weigh(state);
  }
}

function weigh(state: SessionState): number {
  return state.head;
}
