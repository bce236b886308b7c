import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import type { ClientFrameName, clientFrames } from "../../lib/client/protocol.ts";
import { AppError } from "../../lib/core/errors.ts";
import { type Principal, singleUser } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import { BurstLimit } from "./burst-limit.ts";
import { parseFrame } from "./parse-frame.ts";
import { Presence } from "./presence.ts";
import { refusal } from "./refusal.ts";
import { SessionFeed } from "./session-feed.ts";
import { SocketPipe } from "./socket-pipe.ts";

interface Options {
  /** Null until the log is open. */
  runtime: () => Runtime | null;
  maxBytes: number;
  /** May this request come in? Gives the sentence that refuses it. */
  refuse: (request: IncomingMessage) => string | null;
  onTrouble: (what: string, error: unknown) => void;
}

/** How many sessions one socket may follow. */
const joinsAllowed = 2_000;

/** Socket.IO at `/socket.io`: parse, call, answer. Other upgrades are left to their owners. */
export function attachSockets(httpServer: HttpServer, { runtime, maxBytes, refuse, onTrouble }: Options): Server {
  const io = new Server(httpServer, {
    path: "/socket.io",
    transports: ["websocket", "polling"],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: maxBytes,
    serveClient: true,
    destroyUpgrade: false,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    allowRequest: (request, decide) => {
      const sentence = refuse(request);
      decide(sentence, sentence === null);
    },
  });
  // The first HTTP request of each connection is not needed any more, and keeps kilobytes alive.
  io.engine.on("connection", (raw: { request: unknown }) => {
    raw.request = null;
  });
  const presence = new Presence();
  io.on("connection", (socket) => serve(socket, singleUser, runtime, presence, onTrouble));
  return io;
}

function serve(
  socket: Socket,
  principal: Principal,
  runtime: Options["runtime"],
  presence: Presence,
  onTrouble: Options["onTrouble"],
): void {
  const feeds = new Map<string, SessionFeed>();
  const pipe = new SocketPipe(socket);
  const limit = new BurstLimit();

  const now = (): Runtime => {
    const current = runtime();
    if (!current)
      throw new AppError("unavailable", "The server is starting. Try again in a moment.", { retryAfterMs: 500 });
    return current;
  };

  const leave = (sessionId: string) => {
    const feed = feeds.get(sessionId);
    if (!feed) return;
    feed.stop();
    feeds.delete(sessionId);
    presence.left(now().ports.bus, sessionId, principal.userId);
  };

  on("join", async ({ sessionId, after }) => {
    if (!feeds.has(sessionId) && feeds.size >= joinsAllowed)
      throw new AppError("rate_limited", `One connection may follow ${joinsAllowed} sessions. Leave some first.`);
    feeds.get(sessionId)?.stop();
    const feed = new SessionFeed(sessionId, pipe);
    const isNew = !feeds.has(sessionId);
    feeds.set(sessionId, feed);
    try {
      const answer = await feed.start(now(), principal, after);
      if (isNew) presence.came(now().ports.bus, sessionId, principal.userId);
      if (!socket.connected) leave(sessionId);
      return answer;
    } catch (error) {
      feed.stop();
      if (feeds.get(sessionId) === feed) feeds.delete(sessionId);
      throw error;
    }
  });
  on("leave", async ({ sessionId }) => {
    leave(sessionId);
    return {};
  });
  on("command", async ({ sessionId, commandId, command }) => {
    limit.take();
    const { head } = await now().dispatch(principal, sessionId, command, commandId);
    return { head };
  });
  on("typing", async ({ sessionId, active }) => {
    limit.take();
    if (feeds.has(sessionId))
      now().ports.bus.publishLive(sessionId, [{ type: "typing", userId: principal.userId, active }]);
    return {};
  });
  socket.on("disconnect", () => {
    for (const sessionId of [...feeds.keys()]) leave(sessionId);
  });

  function on<N extends ClientFrameName>(
    name: N,
    work: (frame: ReturnType<(typeof clientFrames)[N]["parse"]>) => Promise<object>,
  ): void {
    socket.on(name as string, async (payload: unknown, acknowledge: unknown) => {
      const answer = typeof acknowledge === "function" ? (acknowledge as (answer: object) => void) : () => {};
      try {
        const result = await work(parseFrame(name, payload) as never);
        // A feed sends its own answer in its place between what was and what comes.
        answer({ ok: true, ...result });
        if (name === "join") feeds.get((payload as { sessionId: string }).sessionId)?.open();
      } catch (error) {
        answer(refusal(error, onTrouble));
      }
    });
  }
}
