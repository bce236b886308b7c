import type { Attached } from "../attachments/attached.ts";

/** Why a message cannot go yet; null when it can. `reading` ends by itself. */
export type Hold = "empty" | "words" | "failed" | "reading" | null;

export function holdOf(text: string, files: readonly Attached[]): Hold {
  if (files.some(({ status }) => status === "failed")) return "failed";
  if (text.trim() === "") return files.length > 0 ? "words" : "empty";
  return files.every(({ status }) => status === "ready") ? null : "reading";
}
