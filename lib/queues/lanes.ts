/** One task at a time for each key, in the order in which they came. Keys at rest take no memory. */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Gives what `task` gives. A task that fails does not hold up the ones behind it. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before === undefined ? start(task) : before.then(task, task);
    this.last.set(key, mine);
    const leave = () => {
      if (this.last.get(key) === mine) this.last.delete(key);
    };
    mine.then(leave, leave);
    return mine;
  }

  /** Number of keys with something to do. */
  get size(): number {
    return this.last.size;
  }
}

async function start<T>(task: () => Promise<T>): Promise<T> {
  return await task();
}
