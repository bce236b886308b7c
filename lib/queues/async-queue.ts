/**
 * What happens to an item that finds the queue full: `wait` until there is room, `drop-oldest` or `drop-newest` to
 * lose one, `refuse` to tell the producer.
 */
export type FullPolicy = "wait" | "drop-oldest" | "drop-newest" | "refuse";

/**
 * `active` takes and gives. `paused` takes but does not give. `draining` takes nothing new and gives what is left.
 * `closed` has nothing left.
 */
export type QueueState = "active" | "paused" | "draining" | "closed";

export type Pushed = "taken" | "dropped-oldest" | "dropped" | "refused" | "closed";

/** A bounded queue between a producer and consumers: iterate over it, or `take()` one at a time. */
export class AsyncQueue<T> implements AsyncIterable<T> {
  private items: T[] = [];
  private begin = 0;
  private takers: ((result: IteratorResult<T, undefined>) => void)[] = [];
  private pushers: { item: T; resolve: (pushed: Pushed) => void }[] = [];
  private drained: (() => void)[] = [];
  private now: QueueState = "active";
  readonly capacity: number;
  readonly policy: FullPolicy;

  constructor(capacity: number, policy: FullPolicy = "wait") {
    if (!(capacity >= 1)) throw new RangeError("A queue needs room for one item at least.");
    this.capacity = capacity;
    this.policy = policy;
  }

  get state(): QueueState {
    return this.now;
  }

  /** Items that lie in the queue; producers that wait for room are not counted. */
  get size(): number {
    return this.items.length - this.begin;
  }

  /** Resolves at once, except with `wait` while the queue is full. */
  push(item: T): Promise<Pushed> {
    const pushed = this.offer(item);
    if (pushed !== "full") return Promise.resolve(pushed);
    return new Promise((resolve) => this.pushers.push({ item, resolve }));
  }

  /** As `push`, but a full queue with the policy `wait` refuses: for producers that cannot wait. */
  tryPush(item: T): Pushed {
    const pushed = this.offer(item);
    return pushed === "full" ? "refused" : pushed;
  }

  private offer(item: T): Pushed | "full" {
    if (this.now === "draining" || this.now === "closed") return "closed";
    const taker = this.now === "active" ? this.takers.shift() : undefined;
    if (taker) {
      taker({ value: item, done: false });
      return "taken";
    }
    if (this.size < this.capacity) {
      this.items.push(item);
      return "taken";
    }
    switch (this.policy) {
      case "wait":
        return "full";
      case "drop-oldest":
        this.shift();
        this.items.push(item);
        return "dropped-oldest";
      case "drop-newest":
        return "dropped";
      case "refuse":
        return "refused";
    }
  }

  /** The next item; `done` when the queue is closed and empty. */
  take(): Promise<IteratorResult<T, undefined>> {
    if (this.now !== "paused" && this.size > 0) return Promise.resolve({ value: this.next(), done: false });
    if (this.now === "closed") return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.takers.push(resolve));
  }

  pause(): void {
    if (this.now === "active") this.now = "paused";
  }

  resume(): void {
    if (this.now !== "paused") return;
    this.now = "active";
    this.serve();
  }

  /** Takes nothing new; resolves when what was taken in, also from producers that wait for room, has been given out. */
  drain(): Promise<void> {
    if (this.now === "closed") return Promise.resolve();
    this.now = "draining";
    const drained = new Promise<void>((resolve) => this.drained.push(resolve));
    this.serve();
    return drained;
  }

  /** Ends at once: gives back what was not given out; producers and consumers that wait are told. */
  close(): T[] {
    const left = [...this.items.slice(this.begin), ...this.pushers.map((pusher) => pusher.item)];
    const pushers = this.pushers;
    this.items = [];
    this.begin = 0;
    this.pushers = [];
    for (const pusher of pushers) pusher.resolve("closed");
    this.end();
    return left;
  }

  /** Leaving a loop over the queue does not close it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (let next = await this.take(); !next.done; next = await this.take()) yield next.value;
  }

  private serve(): void {
    while (this.takers.length > 0 && this.size > 0) this.takers.shift()?.({ value: this.next(), done: false });
    this.closeWhenEmpty();
  }

  private next(): T {
    const item = this.shift();
    const pusher = this.pushers.shift();
    if (pusher) {
      this.items.push(pusher.item);
      pusher.resolve("taken");
    }
    this.closeWhenEmpty();
    return item;
  }

  private shift(): T {
    const item = this.items[this.begin] as T;
    this.items[this.begin] = undefined as T;
    this.begin++;
    if (this.begin > 64 && this.begin * 2 > this.items.length) {
      this.items = this.items.slice(this.begin);
      this.begin = 0;
    }
    return item;
  }

  private closeWhenEmpty(): void {
    if (this.now === "draining" && this.size === 0) this.end();
  }

  private end(): void {
    this.now = "closed";
    const takers = this.takers;
    this.takers = [];
    for (const taker of takers) taker({ value: undefined, done: true });
    const drained = this.drained;
    this.drained = [];
    for (const resolve of drained) resolve();
  }
}
