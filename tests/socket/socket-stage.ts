import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import type { Answer, ClientFrameName } from "../../lib/client/protocol.ts";
import { checkOrigin } from "../../server/http/origin.ts";
import { attachSockets } from "../../server/socket/attach.ts";
import { type Stage, startStage } from "../runtime/stage.ts";
import type { Script } from "../support/provider-server.ts";

export interface SocketStage extends Stage {
  url: string;
  port: number;
  io: Server;
  /** What was reported as unforeseen. */
  troubles: unknown[];
  /** A connected client. */
  connect(): Promise<Socket>;
}

/** The real sockets on the real runtime, on a port of their own. */
export async function startSockets(script?: Script, variables: Record<string, string> = {}): Promise<SocketStage> {
  const stage = await startStage("sqlite", script, variables);
  const http = createServer((_, response) => response.writeHead(404).end());
  const troubles: unknown[] = [];
  const server = attachSockets(http, {
    runtime: () => stage.runtime,
    maxBytes: 1024 * 1024,
    refuse: ({ headers }) => {
      const checked = checkOrigin(headers, { host: "127.0.0.1", corsOrigins: ["https://friend.example"] });
      return checked.ok ? null : checked.message;
    },
    onTrouble: (_, error) => void troubles.push(error),
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: Socket[] = [];
  return {
    ...stage,
    url,
    port,
    io: server,
    troubles,
    async connect() {
      const client = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
      clients.push(client);
      await new Promise<void>((resolve, reject) => client.once("connect", resolve).once("connect_error", reject));
      return client;
    },
    async stop(graceMs) {
      for (const client of clients) client.close();
      server.disconnectSockets(true);
      http.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      await stage.stop(graceMs);
    },
  };
}

export function ask<N extends ClientFrameName>(client: Socket, name: N, frame: unknown): Promise<Answer<N>> {
  return client.emitWithAck(name, frame);
}
