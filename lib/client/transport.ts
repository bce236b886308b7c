import type { Answer, ClientFrame, ClientFrameName, ServerFrameName, ServerFrames } from "./protocol.ts";

/** Commands up, events down. It may lose frames and connections; `SessionClient` makes that good. */
export interface Transport {
  /** Resolves with the server's answer; rejects when the connection broke or nothing came in time, so that the outcome is unknown. */
  request<N extends ClientFrameName>(name: N, frame: ClientFrame<N>): Promise<Answer<N>>;
  on<N extends ServerFrameName>(name: N, listener: (frame: ServerFrames[N]) => void): () => void;
  /** Called with every change, and once at the beginning. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** The part of a socket.io-client socket that is used here, so that this library needs no import of it. */
export interface SocketLike {
  connected: boolean;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
  timeout(ms: number): { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> };
}

const answerWithinMs = 15_000;

/** A transport over Socket.IO: pass what `io(url, { path: "/socket.io" })` gives. */
export function socketTransport(socket: SocketLike): Transport {
  return {
    request: async (name, frame) => (await socket.timeout(answerWithinMs).emitWithAck(name, frame)) as never,
    on(name, listener) {
      socket.on(name, listener as (...args: unknown[]) => void);
      return () => socket.off(name, listener as (...args: unknown[]) => void);
    },
    onConnection(listener) {
      const up = () => listener(true);
      const down = () => listener(false);
      socket.on("connect", up);
      socket.on("disconnect", down);
      listener(socket.connected);
      return () => {
        socket.off("connect", up);
        socket.off("disconnect", down);
      };
    },
  };
}
