import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { AppError } from "../../lib/core/errors.ts";
import type { Key, KeyRing } from "./key-ring.ts";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** `key id.base64 of iv, tag and text`. `about` is bound to it: the same text with another owner, name or hosts does not open. */
export function seal(keys: KeyRing, text: string, about: string): string {
  return sealWith(keys.current(), text, about, randomBytes(ivBytes));
}

/** The same text about the same thing becomes the same: whoever sees both learns that they are equal, and nothing more. */
export function sealAlike(keys: KeyRing, text: string, about: string): string {
  const key = keys.current();
  const iv = createHmac("sha256", key.bytes)
    .update(JSON.stringify(["iv", about, text]))
    .digest();
  return sealWith(key, text, about, iv.subarray(0, ivBytes));
}

function sealWith({ id, bytes }: Key, text: string, about: string, iv: Buffer): string {
  const cipher = createCipheriv(algorithm, bytes, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64")}`;
}

/** Throws `unavailable` where the key is gone or the text was changed. */
export function open(keys: KeyRing, sealed: string, about: string): string {
  const [id = "", body = ""] = sealed.split(".");
  const { bytes } = keys.byId(id);
  const all = Buffer.from(body, "base64");
  try {
    const decipher = createDecipheriv(algorithm, bytes, all.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(all.subarray(ivBytes, ivBytes + tagBytes));
    return decipher.update(all.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw new AppError("unavailable", "This secret was changed in the database and does not open. Give it anew.");
  }
}

export function keyIdOf(sealed: string): string {
  return sealed.split(".", 1)[0] ?? "";
}
