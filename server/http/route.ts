import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import type { Schema } from "../../lib/input/check-input.ts";
import type { Env } from "../env.ts";
import type { Logger } from "../logger.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { Answer } from "./answer.ts";
import type { RequestKey } from "./idempotency.ts";
import type { OpenStreams } from "./open-streams.ts";

/** What the server tells of itself to its API. */
export interface ApiOptions {
  /** Null until the log is open. */
  runtime: () => Runtime | null;
  env: Pick<Env, "host" | "corsOrigins" | "maxBodyBytes" | "maxConcurrentTasks" | "maxQueuedTasks">;
  version: string;
  pagesReady: () => boolean;
  stopping: () => boolean;
  logger: Logger;
  /** Open sockets, where somebody counts them. */
  sockets?: () => number;
}

export interface Server extends ApiOptions {
  streams: OpenStreams;
}

/** One call of the API, checked: its parts are as the route's schemas say. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  params: P;
  query: Q;
  body: B;
  principal: Principal;
  /** Throws `unavailable` while the log is not open. */
  readonly runtime: Runtime;
  server: Server;
  request: IncomingMessage;
  /** The `Idempotency-Key`, where one was sent. */
  key: RequestKey | null;
  /** Does the work once for the key, also when it is asked for again: gives what the first time gave. */
  once<T>(work: () => Promise<T>): Promise<T>;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface AnswerDescription {
  description: string;
  schema?: Schema;
  /** Beside or instead of JSON. */
  mediaType?: string;
}

/** One call as data: what serves it, and what the description is generated from. */
export interface Route<P extends Schema = Schema, Q extends Schema = Schema, B extends Schema = Schema> {
  id: string;
  method: Method;
  /** Parameters stand in braces. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Parameters that do not fit name nothing that is there: not found. */
  params?: P;
  query?: Q;
  body?: B;
  /** The body is whatever bytes they are: the handler reads them from the request. */
  bytes?: true;
  /** Which of the body's forms is meant, so that a refusal speaks of that one. */
  formOf?: (sent: unknown) => Schema;
  /** By status; `4xx` problems are the same everywhere and need not be named. */
  answers: Readonly<Record<number, AnswerDescription | readonly AnswerDescription[]>>;
  /** An example body, for the reference. */
  example?: unknown;
  /** The route keeps what it did under the key by itself (`call.once`), because its answer is a stream. */
  streams?: true;
  handle(call: Call<z.core.output<P>, z.core.output<Q>, z.core.output<B>>): Answer | Promise<Answer>;
}

type Nothing = z.ZodObject<Record<never, never>>;

/** Lets each route have its own types while the table holds them all. */
export function route<P extends Schema = Nothing, Q extends Schema = Nothing, B extends Schema = Nothing>(
  each: Route<P, Q, B>,
): Route {
  return each as unknown as Route;
}
