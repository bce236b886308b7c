/** A tool or a reply that goes on when the test says so. */
export interface Gate {
  /** Resolves with the first visitor. */
  entered: Promise<void>;
  pass(): Promise<void>;
  open(): void;
}

export function newGate(): Gate {
  const entered = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    entered: entered.promise,
    pass: () => {
      entered.resolve();
      return opened.promise;
    },
    open: opened.resolve,
  };
}
