import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setPagePolicy } from "./page-policy.ts";

/** The web app, as Next serves it. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Hot reload, in development. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
}

/** Loads Next only now: the server listens and answers its API before that. */
export async function preparePages(dev: boolean): Promise<Pages> {
  const { default: next } = await import("next");
  const app = next({ dev, dir: process.cwd(), customServer: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgrade = dev ? app.getUpgradeHandler() : null;
  return {
    handle(request, response) {
      setPagePolicy(request, response, dev);
      void handle(request, response);
    },
    upgrade: upgrade && ((request, socket, head) => void upgrade(request, socket, head)),
  };
}
