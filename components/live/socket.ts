"use client";

import type { Socket } from "socket.io-client";
import { socketTransport, type Transport } from "../../lib/client/transport.ts";

let opening: Promise<Socket> | null = null;

/** The one connection of this tab. It is opened, and its library fetched, when somebody first asks. */
export function openSocket(): Promise<Socket> {
  opening ??= import("socket.io-client").then(
    ({ io }) => {
      const socket = io({ path: "/socket.io", transports: ["websocket", "polling"], reconnectionDelayMax: 3_000 });
      // A server that stops says goodbye first. The next one is to be found as after any other break.
      socket.on("disconnect", (reason) => {
        if (reason === "io server disconnect") setTimeout(() => socket.connect(), 500);
      });
      return socket;
    },
    (error: unknown) => {
      // The library could not be fetched; the next one who asks tries again.
      opening = null;
      throw error;
    },
  );
  return opening;
}

/** The connection as `SessionClient` takes it: may be used at once, also before the library is here. */
export const sharedTransport: Transport = {
  request: async (name, frame) => socketTransport(await openSocket()).request(name, frame),
  on: (name, listener) => whenOpen((transport) => transport.on(name, listener)),
  onConnection(listener) {
    listener(false);
    return whenOpen((transport) => transport.onConnection(listener));
  },
};

function whenOpen(attach: (transport: Transport) => () => void): () => void {
  let detach: (() => void) | null = null;
  let over = false;
  const begin = () => {
    if (over) return;
    openSocket().then(
      (socket) => {
        if (!over) detach = attach(socketTransport(socket));
      },
      () => addEventListener("online", begin, { once: true }),
    );
  };
  begin();
  return () => {
    over = true;
    removeEventListener("online", begin);
    detach?.();
  };
}
