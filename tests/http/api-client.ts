import { expect } from "vitest";
import { z } from "zod";
import type { AnswerDescription } from "../../server/http/route.ts";
import { createRouter } from "../../server/http/router.ts";
import { allRoutes } from "../../server/http/routes/all-routes.ts";
import { problemSchema } from "../../server/http/schemas/problem.ts";
import type { TestServer } from "./start-server.ts";

export interface Told {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
  body: any;
}

const find = createRouter(allRoutes);

/** Calls the API as a program would, and checks each answer against the description. */
export function apiClient(server: () => TestServer) {
  return async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Told> {
    const response = await fetch(server().url + path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const isJson = /json/.test(type) && method !== "HEAD";
    const told = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    if (isJson) expectDescribed(method, path, told);
    return told;
  };
}

export type Api = ReturnType<typeof apiClient>;

function expectDescribed(method: string, path: string, { status, body }: Told): void {
  const schema = status >= 400 ? problemSchema : schemaAt(method, path, status);
  expect(schema, `${method} ${path} answers ${status}, which is not described`).toBeDefined();
  const parsed = z.safeParse(schema as z.ZodType, body);
  expect(parsed.error?.issues ?? [], `${method} ${path} ${status} does not fit its description`).toEqual([]);
  if (status < 400) expect(parsed.data, `${method} ${path} ${status} says more than its description`).toEqual(body);
}

function schemaAt(method: string, path: string, status: number): unknown {
  const route = find(path.split("?")[0] as string)?.routes.get(method as "GET");
  const described = [route?.answers[status] ?? []].flat() as AnswerDescription[];
  return described.find((each) => each.mediaType === undefined)?.schema;
}

/** A problem of this code: its status, and a sentence that has these words. */
export function expectProblem(told: Told, status: number, code: string, words?: RegExp): void {
  expect({ status: told.status, code: told.body.code }).toEqual({ status, code });
  expect(told.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(told.body.status).toBe(status);
  expect(told.body.detail).toMatch(words ?? /\w/);
}
