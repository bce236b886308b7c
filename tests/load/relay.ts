import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { sseData, tokenIn } from "./sse-data.ts";
import { workAsChild } from "./work-as-child.ts";

/** The least that can stand between a model and a browser: each token goes out as it comes in, and nothing is kept. */
const server = createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });

io.on("connection", (socket) => {
  socket.on("say", async ({ id, messages }: { id: string; messages: object[] }) => {
    const response = await fetch(`${process.env.MODEL_URL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "bench", stream: true, messages }),
    });
    let text = "";
    for await (const data of sseData(response)) {
      const token = tokenIn(data);
      if (token === "") continue;
      text += token;
      socket.emit("token", { id, token });
    }
    socket.emit("done", { id, text });
  });
});
server.listen(0, "127.0.0.1", () => workAsChild({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
