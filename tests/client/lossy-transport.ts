import type { Transport } from "../../lib/client/transport.ts";

export interface LossyTransport extends Transport {
  /** Breaks the connection, and comes back when the function that it gives is called. */
  disconnect(): () => void;
  counts: { lost: number; doubled: number; sent: Map<string, number> };
  /** From now on nothing is lost any more. */
  heal(): void;
}

interface Options {
  /** Numbers from 0 to 1, the same for the same seed. */
  random: () => number;
  lose: number;
  double: number;
  /** How long an answer is waited for. */
  answerWithinMs: number;
}

/** A transport that loses some frames and doubles others, in both directions, and breaks when it is told to. */
export function lossyTransport(inner: Transport, { random, lose, double, answerWithinMs }: Options): LossyTransport {
  const counts: LossyTransport["counts"] = { lost: 0, doubled: 0, sent: new Map() };
  const connectionListeners = new Set<(connected: boolean) => void>();
  const breaks = new Set<() => void>();
  let healed = false;
  let connected = true;
  let innerConnected = false;

  /** How often a frame arrives. */
  const times = () => {
    if (!connected) return 0;
    if (healed) return 1;
    const fate = random();
    if (fate < lose) {
      counts.lost++;
      return 0;
    }
    if (fate < lose + double) {
      counts.doubled++;
      return 2;
    }
    return 1;
  };
  const tell = () => {
    for (const listener of connectionListeners) listener(connected && innerConnected);
  };
  inner.onConnection((now) => {
    innerConnected = now;
    tell();
  });

  return {
    counts,
    request(name, frame) {
      counts.sent.set(name, (counts.sent.get(name) ?? 0) + 1);
      return new Promise((resolve, reject) => {
        const fail = () => reject(new Error("no answer came"));
        const timer = setTimeout(fail, answerWithinMs);
        breaks.add(fail);
        const end = () => {
          clearTimeout(timer);
          breaks.delete(fail);
        };
        for (let n = times(); n > 0; n--) {
          void inner.request(name, frame).then(
            (answer) => {
              if (times() === 0) return;
              end();
              resolve(answer);
            },
            () => {},
          );
        }
      });
    },
    on: (name, listener) =>
      inner.on(name, (frame) => {
        for (let n = times(); n > 0; n--) listener(frame);
      }),
    onConnection(listener) {
      connectionListeners.add(listener);
      listener(connected && innerConnected);
      return () => connectionListeners.delete(listener);
    },
    disconnect() {
      connected = false;
      for (const each of [...breaks]) each();
      breaks.clear();
      tell();
      return () => {
        connected = true;
        tell();
      };
    },
    heal() {
      healed = true;
    },
  };
}
