import type { ChatMessage, Door } from "./conversation.ts";
import { sseData, tokenIn } from "./sse-data.ts";

/** The bare `ai` route: its stream of UI messages. */
export const openRouteDoor = (url: string): Door =>
  fetchDoor(`${url}/api/chat`, (data) => {
    if (data === "[DONE]") return "";
    const part = JSON.parse(data);
    if (part.type === "error") throw new Error(part.errorText);
    return part.type === "text-delta" ? part.delta : "";
  });

/** The model itself, without anything between. */
export const openModelDoor = (url: string): Door => fetchDoor(`${url}/chat/completions`, tokenIn);

function fetchDoor(url: string, textIn: (data: string) => string): Door {
  return {
    async open() {
      const messages: ChatMessage[] = [];
      return {
        async say(content, hear) {
          messages.push({ role: "user", content });
          const response = await fetch(url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ model: "bench", stream: true, messages }),
          });
          let text = "";
          for await (const data of sseData(response)) {
            const piece = textIn(data);
            if (piece === "") continue;
            hear(piece, null);
            text += piece;
          }
          messages.push({ role: "assistant", content: text });
          return text;
        },
      };
    },
    close() {},
  };
}
