import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "./random.ts";

/** Something that a tool did out in the world. */
export interface Effect {
  tool: string;
  /** What makes the call one of a kind: the script of the model gives each call another label. */
  label: string;
  /** None where the tool does not tell. */
  callId: string | null;
  effectId: string | null;
}

export interface FarSide {
  url: string;
  host: string;
  effects: Effect[];
  close(): Promise<void>;
}

/** The world outside: counts every effect as it arrives, and takes its time to answer, so that crashes fall in between. */
export async function startFarSide(random: Random, slowestMs: number): Promise<FarSide> {
  const effects: Effect[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const answer = () => response.writeHead(200, { "content-type": "text/plain" }).end("It was done.");
    const later = () => setTimeout(answer, random.between(0, slowestMs));
    if (request.method === "GET" && path.startsWith("/page/")) {
      effects.push({ tool: "fetch_url", label: path.slice("/page/".length), callId: null, effectId: null });
      return void later();
    }
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      effects.push(JSON.parse(body) as Effect);
      later();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    effects,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
