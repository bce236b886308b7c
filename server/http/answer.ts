import type { ServerResponse } from "node:http";

/** What is written at once. */
export interface Whole {
  status: number;
  headers: Record<string, string>;
  /** Null: there is no body. */
  mediaType: string | null;
  text: string;
}

/** What is written bit by bit: whoever made it owns the response, and ends it. */
export interface Streamed {
  stream(response: ServerResponse, headers: Record<string, string>): void;
}

export type Answer = Whole | Streamed;

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Whole {
  return { status, headers, mediaType: "application/json; charset=utf-8", text: JSON.stringify(value) };
}

export function text(mediaType: string, value: string): Whole {
  return { status: 200, headers: {}, mediaType, text: value };
}

export function noContent(headers: Record<string, string> = {}): Whole {
  return { status: 204, headers, mediaType: null, text: "" };
}
