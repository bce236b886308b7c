import { expect, test } from "vitest";
import { mostFiles, safeName } from "../../../components/session/attachments/attached.ts";
import { AttachmentStore, type FileServer } from "../../../components/session/attachments/attachment-store.ts";
import type { FileInfo } from "../../../lib/files/file-info.ts";

function info(id: string, more: Partial<FileInfo> = {}): FileInfo {
  return {
    id,
    name: `${id}.txt`,
    mediaType: "text/plain",
    size: 3,
    sha256: "",
    status: "ready",
    pages: null,
    tokens: 7,
    error: null,
    createdAt: "",
    ...more,
  };
}

/** The far end is played; what is kept lives as long as the stage. */
function stage(server: Partial<FileServer> = {}) {
  const removed: string[] = [];
  let kept: FileInfo[] = [];
  const open = () =>
    new AttachmentStore({
      server: {
        send: async (_file, name) => info(`id-of-${name}`, { name }),
        read: async (id) => info(id),
        remove: async (id) => void removed.push(id),
        ...server,
      },
      mostBytes: 100,
      kept: {
        read: () => kept,
        write: (files) => {
          kept = [...files];
        },
      },
      pause: () => Promise.resolve(),
      pictureOf: () => "blob:picture",
      dropPicture: (address) => void removed.push(address),
    });
  return { open, store: open(), removed, kept: () => kept };
}

function file(name: string, size = 3, type = "text/plain"): File {
  return new File(["x".repeat(size)], name, { type });
}

/** Resolves once what is shown fits. */
function until(store: AttachmentStore, fits: (statuses: string[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(store.current.map((item) => item.status))) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
const allReady = (statuses: string[]) => statuses.length > 0 && statuses.every((status) => status === "ready");

test("files are sent one after the other, and told as they go up", async () => {
  const shares: number[] = [];
  let open = 0;
  const { store } = stage({
    async send(_file, name, onProgress) {
      expect(++open).toBe(1);
      onProgress(2);
      shares.push(...store.current.flatMap((item) => (item.status === "sending" ? [item.sent] : [])));
      await Promise.resolve();
      open--;
      return info(name);
    },
  });
  store.add([file("a"), file("b")]);
  await until(store, allReady);
  expect(shares).toEqual([2, 0, 2]);
  expect(store.ready().map(({ id }) => id)).toEqual(["a", "b"]);
  expect(store.ready()[0]).toEqual({ id: "a", name: "a.txt", mediaType: "text/plain", size: 3, tokens: 7 });
});

test("what the server still reads is asked after until it is read, also through a time without a connection", async () => {
  const answers = [new Error("offline"), info("a", { status: "parsing" }), info("a", { tokens: 42 })];
  const { store, kept } = stage({
    send: async () => info("a", { status: "parsing", tokens: null }),
    read: async () => {
      const answer = answers.shift() as FileInfo | Error;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  store.add([file("a")]);
  await until(store, ([status]) => status === "reading");
  expect(store.ready()).toEqual([]);
  await until(store, allReady);
  expect(store.ready()).toMatchObject([{ id: "a", tokens: 42 }]);
  expect(kept()).toMatchObject([{ id: "a", status: "ready" }]);
});

test("what cannot be sent or read says why, is tried again, and its remains are removed", async () => {
  const answers: (FileInfo | Error)[] = [
    new Error("The connection broke."),
    info("a", { status: "failed", error: "It is locked." }),
    info("b"),
  ];
  const { store, removed } = stage({
    send: async () => {
      const answer = answers.shift() as FileInfo | Error;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  store.add([file("a")]);
  const key = store.current[0]?.key ?? "";
  await until(store, ([status]) => status === "failed");
  expect(store.current[0]).toMatchObject({ reason: "The connection broke.", canRetry: true });
  store.retry(key);
  await until(store, ([status]) => status === "failed");
  expect(store.current[0]).toMatchObject({ reason: "It is locked." });
  store.retry(key);
  await until(store, allReady);
  expect(removed).toEqual(["a"]);
});

test("what is too large, or too much, is not sent at all", async () => {
  const sent: string[] = [];
  const { store } = stage({
    send: async (_file, name) => {
      sent.push(name);
      return info(name);
    },
  });
  store.add([file("large", 101)]);
  expect(store.current[0]).toMatchObject({
    status: "failed",
    canRetry: false,
    reason: expect.stringContaining("100 B"),
  });
  store.remove(store.current[0]?.key ?? "");
  store.add(Array.from({ length: mostFiles + 1 }, (_, n) => file(`f${n}`)));
  await until(store, (statuses) => !statuses.includes("sending"));
  expect(sent).toHaveLength(mostFiles);
  expect(store.current.at(-1)).toMatchObject({ status: "failed", reason: expect.stringContaining(String(mostFiles)) });
});

test("what is removed while it is sent is stopped, and leaves nothing behind", async () => {
  let stopped = false;
  const { store, removed } = stage({
    send: (_file, _name, _onProgress, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          stopped = true;
          reject(new Error("aborted"));
        });
        queueMicrotask(() => store.remove(store.current[0]?.key ?? ""));
      }),
  });
  store.add([file("a.png", 3, "image/png")]);
  await until(store, (statuses) => statuses.length === 0);
  expect(stopped).toBe(true);
  expect(removed).toEqual(["blob:picture"]);
});

test("a page that comes back has the files of the draft, and asks after those that were being read", async () => {
  const { open, store, kept } = stage({ send: async (_file, name) => info(name, { status: "parsing" }) });
  store.add([file("a")]);
  await until(store, ([status]) => status === "reading");
  store.close();
  const again = open();
  again.restore();
  await until(again, allReady);
  expect(again.current.map(({ name }) => name)).toEqual(["a.txt"]);
  again.clear();
  expect(kept()).toEqual([]);
  const empty = open();
  empty.restore();
  expect(empty.current).toEqual([]);
});

test("a kept file that the server has lost says so", async () => {
  const { open, store } = stage({
    send: async () => info("a", { status: "parsing" }),
    read: async () => null,
  });
  store.add([file("a")]);
  await until(store, ([status]) => status === "failed");
  expect(open().ready()).toEqual([]);
});

test("names are made such as the server takes", () => {
  expect(safeName("a/b\\c\u0000.txt")).toBe("a_b_c_.txt");
  expect(safeName("")).toBe("file");
  expect(safeName(`${"x".repeat(300)}.pdf`)).toMatch(/x\.pdf$/);
  expect(safeName("x".repeat(300))).toHaveLength(255);
});
