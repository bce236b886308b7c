import { randomUUID } from "node:crypto";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { type Accepted, type ClientFrame, type ClientFrameName, clientFrames } from "../../lib/client/protocol.ts";
import { AppError } from "../../lib/core/errors.ts";
import { type Principal, singleUser } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import { readStanding } from "../runtime/read-operations.ts";
import { AnomalyFeed } from "./anomaly-feed.ts";
import { BurstLimit } from "./burst-limit.ts";
import { OperationsFeed } from "./operations-feed.ts";
import { parseFrame } from "./parse-frame.ts";
import { Presence } from "./presence.ts";
import { refusal } from "./refusal.ts";
import { SessionFeed } from "./session-feed.ts";
import { SocketPipe } from "./socket-pipe.ts";
import { SummaryFeed } from "./summary-feed.ts";
import { Typing } from "./typing.ts";

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
  const followed = new Map<string, Followed>();
  const window = randomUUID();
  const pipe = new SocketPipe(socket);
  const limit = new BurstLimit();
  const summaries = new SummaryFeed((frame) => socket.emit("summaries", frame));
  const anomalies = new AnomalyFeed((frame) => socket.emit("anomalies", frame));
  // A moment that a slow client misses is made good by the next one.
  const operations = new OperationsFeed((frame) => socket.volatile.emit("operations", frame));

  const now = (): Runtime => {
    const current = runtime();
    if (!current)
      throw new AppError("unavailable", "The server is starting. Try again in a moment.", { retryAfterMs: 500 });
    return current;
  };

  const leave = (sessionId: string) => {
    const mine = followed.get(sessionId);
    if (!mine) return;
    mine.feed.stop();
    followed.delete(sessionId);
    tellTyping(sessionId, mine, false);
    if (mine.present) presence.left(now().ports.bus, sessionId, principal.userId);
  };

  const tellTyping = (sessionId: string, { typing }: Followed, active: boolean) => {
    const live = typing.change(active, performance.now());
    if (live.length > 0) now().ports.bus.publishLive(sessionId, live);
  };

  const work: Work = {
    async join({ sessionId, after }, answer) {
      const before = followed.get(sessionId);
      if (!before && followed.size >= joinsAllowed)
        throw new AppError("rate_limited", `One connection may follow ${joinsAllowed} sessions. Leave some first.`);
      const mine: Followed = {
        feed: new SessionFeed(sessionId, pipe, window),
        present: before?.present ?? false,
        typing: before?.typing ?? new Typing(principal.userId, window),
      };
      before?.feed.stop();
      followed.set(sessionId, mine);
      // A later join or leave, or the end of the connection, may have taken its place while it was read.
      const isCurrent = () => followed.get(sessionId) === mine;
      try {
        await mine.feed.start(now(), principal, after);
      } catch (error) {
        if (isCurrent()) leave(sessionId);
        throw error;
      }
      if (isCurrent() && !mine.present) {
        mine.present = true;
        presence.came(now().ports.bus, sessionId, principal.userId);
      }
      mine.feed.open((joined) => answer({ ok: true, ...joined }));
      if (isCurrent()) pipe.live(sessionId, presence.here(sessionId));
      pipe.dropIfLost();
    },
    async leave({ sessionId }, answer) {
      leave(sessionId);
      answer({ ok: true });
    },
    async command({ sessionId, commandId, command }, answer) {
      const { head } = await now().dispatch(principal, sessionId, command, commandId);
      answer({ ok: true, head });
    },
    async typing({ sessionId, active }, answer) {
      const mine = followed.get(sessionId);
      if (mine) tellTyping(sessionId, mine, active);
      answer({ ok: true });
    },
    async watch(_frame, answer) {
      summaries.start(now(), principal);
      answer({ ok: true });
      anomalies.start(now(), principal);
    },
    async unwatch(_frame, answer) {
      summaries.stop();
      anomalies.stop();
      answer({ ok: true });
    },
    async "watch-operations"(_frame, answer) {
      answer({ ok: true, course: readStanding(now()).course });
      operations.start(now());
    },
    async "unwatch-operations"(_frame, answer) {
      operations.stop();
      answer({ ok: true });
    },
  };

  const onFrame = async (name: string, ...sent: unknown[]): Promise<void> => {
    const last = sent.at(-1);
    const answer = typeof last === "function" ? (last as (answer: object) => void) : () => {};
    try {
      if (!isFrameName(name)) {
        limit.take();
        throw new AppError(
          "invalid",
          `There is no "${name.slice(0, 100)}". Send ${Object.keys(clientFrames).join(", ")}.`,
        );
      }
      if (isLimited(name)) limit.take();
      await work[name](parseFrame(name, typeof sent[0] === "function" ? undefined : sent[0]) as never, answer);
    } catch (error) {
      answer(refusal(error, onTrouble));
    }
  };
  // It never rejects: a failure is an answer.
  socket.onAny((name: string, ...sent: unknown[]) => void onFrame(name, ...sent));
  socket.on("disconnect", () => {
    summaries.stop();
    anomalies.stop();
    operations.stop();
    for (const sessionId of [...followed.keys()]) leave(sessionId);
  });
}

/** A session that one socket follows. */
interface Followed {
  feed: SessionFeed;
  /** It counts among those who have the session open. */
  present: boolean;
  typing: Typing;
}

type Work = {
  [N in ClientFrameName]: (frame: ClientFrame<N>, answer: (answer: Accepted[N]) => void) => Promise<void>;
};

function isFrameName(name: string): name is ClientFrameName {
  return Object.hasOwn(clientFrames, name);
}

/** Whoever comes back joins all of its sessions at once. */
function isLimited(name: ClientFrameName): boolean {
  return name !== "join" && name !== "leave";
}
