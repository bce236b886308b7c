import type { Author } from "../core/fields.ts";
import type { Snippet } from "./snippet.ts";

/** A message that fits a search. */
export interface Found {
  sessionId: string;
  sessionTitle: string;
  messageId: string;
  seq: number;
  author: Author;
  at: string;
  snippet: Snippet;
  /** How well it fits; to be compared within one answer only. */
  score: number;
}
