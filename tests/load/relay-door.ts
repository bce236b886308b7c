import { io, type Socket } from "socket.io-client";
import type { ChatMessage, Conversation, Door, Hear } from "./conversation.ts";

interface Heard {
  hear: Hear;
  resolve: (text: string) => void;
  reject: (error: Error) => void;
}

/** The bare relay. It keeps nothing, so the client sends the conversation so far, as clients of such relays do. */
export async function openRelayDoor(url: string, connections: number): Promise<Door> {
  const waiting = new Map<string, Heard>();
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(url, waiting)));
  let opened = 0;
  return {
    async open() {
      const id = `conversation_${opened}`;
      const socket = sockets[opened++ % sockets.length] as Socket;
      const messages: ChatMessage[] = [];
      const say: Conversation["say"] = async (content, hear) => {
        messages.push({ role: "user", content });
        const text = await new Promise<string>((resolve, reject) => {
          waiting.set(id, { hear, resolve, reject });
          socket.emit("say", { id, messages });
        });
        messages.push({ role: "assistant", content: text });
        return text;
      };
      return { say };
    },
    close() {
      for (const socket of sockets) socket.disconnect();
    },
  };
}

async function connect(url: string, waiting: Map<string, Heard>): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
  socket.on("token", ({ id, token }: { id: string; token: string }) => waiting.get(id)?.hear(token, null));
  socket.on("done", ({ id, text }: { id: string; text: string }) => waiting.get(id)?.resolve(text));
  socket.on("disconnect", (reason) => {
    for (const { reject } of waiting.values()) reject(new Error(`The connection has ended: ${reason}`));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}
