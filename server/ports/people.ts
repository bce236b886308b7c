import type { NewShareLink, ShareLink } from "../../lib/export/share-link.ts";
import type { FileInfo } from "../../lib/files/file-info.ts";

/** Per person: what `save_data` keeps. */
export interface UserData {
  get(ownerId: string, name: string): Promise<unknown>;
  set(ownerId: string, name: string, value: unknown): Promise<void>;
  list(ownerId: string): Promise<{ name: string; bytes: number; changedAt: string }[]>;
  delete(ownerId: string, name: string): Promise<boolean>;
}

/** What people sent, to be attached to messages. Everything is asked for one owner. */
export interface Files {
  /** In bytes, of one file. */
  readonly mostBytes: number;
  /** Keeps the bytes, then reads what they say in the background. Throws `too_large`. */
  add(ownerId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<FileInfo>;
  info(ownerId: string, id: string): Promise<FileInfo | null>;
  bytes(ownerId: string, id: string): Promise<Buffer | null>;
  /** What a document says; null where it says nothing in words, or is not there. */
  text(ownerId: string, id: string): Promise<string | null>;
  /** False if there is no such file. */
  remove(ownerId: string, id: string): Promise<boolean>;
  /** Resolves when everything that was added has been read. */
  drain(): Promise<void>;
}

/** Read-only addresses of sessions, for whoever has the token. Only a token's hash is kept. */
export interface ShareLinks {
  /** The only time that the token is told. */
  add(link: NewShareLink): Promise<{ link: ShareLink; token: string }>;
  /** The ones that are open now, newest first. */
  list(ownerId: string, sessionId: string): Promise<ShareLink[]>;
  /** False if there is no such link. */
  revoke(ownerId: string, sessionId: string, id: string): Promise<boolean>;
  /** Null for a token that never was, was revoked or has expired: nobody can tell which. */
  find(token: string): Promise<(ShareLink & { ownerId: string }) | null>;
}

/** Answers kept under an `Idempotency-Key`, per owner, for a day. */
export interface IdempotencyKeys {
  /** `fresh`: go ahead and `finish` or `abandon`. `running`: somebody else is at it, also in another process; ask again soon. */
  begin(
    ownerId: string,
    key: string,
    bodyHash: string,
  ): Promise<{ is: "fresh" } | { is: "running" } | { is: "mismatch" } | { is: "done"; status: number; body: unknown }>;
  finish(ownerId: string, key: string, status: number, body: unknown): Promise<void>;
  abandon(ownerId: string, key: string): Promise<void>;
}
