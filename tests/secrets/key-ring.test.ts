import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "../../server/env.ts";
import { addKey, keepCurrentKey, keysOfEnvironment, keysOfFile } from "../../server/secrets/key-ring.ts";
import { open, seal } from "../../server/secrets/seal.ts";
import { temporaryFolder } from "../support/database.ts";

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");
let folder: ReturnType<typeof temporaryFolder>;
let path = "";
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, "secret.key");
});
afterEach(() => folder.remove());

describe("a key file", () => {
  test("is made at the first use, for its owner alone, and stays", () => {
    const sealed = seal(keysOfFile(path), "a value", "about");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(open(keysOfFile(path), sealed, "about")).toBe("a value");
  });

  test("that others can read is refused", () => {
    addKey(path);
    chmodSync(path, 0o644);
    expect(() => keysOfFile(path).current()).toThrow(/chmod 600/);
  });

  test("that is empty or holds something else is refused, and never written over", () => {
    for (const text of ["", "not a key\n"]) {
      writeFileSync(path, text, { mode: 0o600 });
      expect(() => keysOfFile(path).current()).toThrow(/is empty|must hold 32 bytes/);
      expect(readFileSync(path, "utf8")).toBe(text);
    }
  });

  test("with a new key still opens what the old one sealed, until that is forgotten", () => {
    const sealed = seal(keysOfFile(path), "a value", "about");
    addKey(path);
    const keys = keysOfFile(path);
    expect(open(keys, sealed, "about")).toBe("a value");
    const anew = seal(keys, "a value", "about");
    keepCurrentKey(path);
    expect(open(keysOfFile(path), anew, "about")).toBe("a value");
    expect(() => open(keysOfFile(path), sealed, "about")).toThrow(/is not in .*secret\.key/);
  });
});

describe("keys of the environment", () => {
  test("seal with the current one and open with the old ones", () => {
    const sealed = seal(keysOfEnvironment(keyOf(1), []), "a value", "about");
    expect(open(keysOfEnvironment(keyOf(2), [keyOf(1)]), sealed, "about")).toBe("a value");
    expect(() => open(keysOfEnvironment(keyOf(2), []), sealed, "about")).toThrow(/TROUPE_SECRET_KEY/);
  });

  test("that are none stop the start with a sentence, without the value", () => {
    expect(() => readEnv({ TROUPE_SECRET_KEY: "too-short-to-be-one" })).toThrow(
      /^TROUPE_SECRET_KEY must be 32 bytes in base64/,
    );
    expect(() => readEnv({ TROUPE_SECRET_KEY: "too-short-to-be-one" })).not.toThrow(/too-short/);
  });
});

describe("what is sealed", () => {
  test("differs each time, and does not open for another owner, name or host, or when a bit was changed", () => {
    const keys = keysOfEnvironment(keyOf(1), []);
    const sealed = seal(keys, "a value", "mine");
    expect(seal(keys, "a value", "mine")).not.toBe(sealed);
    expect(() => open(keys, sealed, "yours")).toThrow(/was changed/);
    const [id, body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64");
    for (const at of [0, 12, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] as number) ^ 1;
      expect(() => open(keys, `${id}.${other.toString("base64")}`, "mine")).toThrow(/was changed/);
    }
    expect(() => open(keys, `${id}.AAAA`, "mine")).toThrow(/was changed/);
  });
});
