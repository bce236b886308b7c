import { AppError } from "../../lib/core/errors.ts";
import type { Page } from "../ports/page.ts";

/** A page of what the log numbers, in its order. The cursor stays right while the list grows. */
export function pageBySeq<T extends { seq: number }>(
  all: readonly T[],
  { limit, cursor }: { limit: number; cursor?: string },
): Page<T> {
  const after = cursor === undefined ? 0 : seqOf(cursor);
  const rest = all.filter((each) => each.seq > after).sort((a, b) => a.seq - b.seq);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rest.length > items.length ? cursorAt(last.seq) : null };
}

function cursorAt(seq: number): string {
  return Buffer.from(`seq:${seq}`).toString("base64url");
}

function seqOf(cursor: string): number {
  const [, seq] = /^seq:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (seq === undefined)
    throw new AppError("invalid", "The cursor is not one that this list gave. Begin without it.", {
      fields: [{ path: "cursor", message: "was not given by this list" }],
    });
  return Number(seq);
}
