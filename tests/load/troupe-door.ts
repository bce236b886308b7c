import { io, type Socket } from "socket.io-client";
import type { Answer, ServerFrames } from "../../lib/client/protocol.ts";
import type { Conversation, Door, Hear } from "./conversation.ts";

interface Heard {
  hear: Hear;
  text: string;
  resolve: (text: string) => void;
  reject: (error: Error) => void;
}

/** Our server, as its clients speak to it, without folding what they hear. */
export async function openTroupeDoor(url: string, connections: number): Promise<Door> {
  const waiting = new Map<string, Heard>();
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(url, waiting)));
  let opened = 0;
  let commands = 0;
  return {
    async open() {
      const socket = sockets[opened++ % sockets.length] as Socket;
      const response = await fetch(`${url}/api/v1/sessions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      if (!response.ok) throw new Error(`No session: ${await response.text()}`);
      const { id: sessionId } = (await response.json()) as { id: string };
      accepted(await socket.emitWithAck("join", { sessionId }));
      const say: Conversation["say"] = (content, hear) =>
        new Promise((resolve, reject) => {
          waiting.set(sessionId, { hear, text: "", resolve, reject });
          const command = { type: "message.post", content };
          socket
            .emitWithAck("command", { sessionId, commandId: `cmd_${process.pid}_${commands++}`, command })
            .then(accepted)
            .catch(reject);
        });
      return { say };
    },
    close() {
      for (const socket of sockets) socket.disconnect();
    },
  };
}

async function connect(url: string, waiting: Map<string, Heard>): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
  socket.on("live", ({ sessionId, live }: ServerFrames["live"]) => {
    for (const each of live) if (each.type === "text.delta") waiting.get(sessionId)?.hear(each.text, each.offset);
  });
  socket.on("events", ({ sessionId, events }: ServerFrames["events"]) => {
    const heard = waiting.get(sessionId);
    if (!heard) return;
    for (const event of events) {
      if (event.type === "turn.completed") heard.text = event.message.content;
      if (event.type !== "run.finished") continue;
      waiting.delete(sessionId);
      if (event.outcome === "done") heard.resolve(heard.text);
      else heard.reject(new Error(`The run ended as ${event.outcome}: ${event.error?.message}`));
    }
  });
  socket.on("disconnect", (reason) => {
    for (const { reject } of waiting.values()) reject(new Error(`The connection has ended: ${reason}`));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

function accepted(answer: Answer<"join" | "command">): void {
  if (!answer.ok) throw new Error(answer.error.message);
}
