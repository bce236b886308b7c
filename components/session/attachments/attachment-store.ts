import type { Attachment } from "../../../lib/core/fields.ts";
import type { FileInfo } from "../../../lib/files/file-info.ts";
import { fileSize } from "../format.ts";
import { strings } from "../strings.ts";
import { type Attached, contentAddress, isPicture, mostFiles, safeName } from "./attached.ts";

export interface FileServer {
  send(file: Blob, name: string, onProgress: (sent: number) => void, signal: AbortSignal): Promise<FileInfo>;
  /** Null: it is no longer there. */
  read(id: string): Promise<FileInfo | null>;
  remove(id: string): Promise<void>;
}

interface Dependencies {
  server: FileServer;
  mostBytes: number;
  /** What was sent stays with the draft. */
  kept: { read(): FileInfo[]; write(files: readonly FileInfo[]): void };
  pause: (ms: number) => Promise<void>;
  pictureOf: (file: Blob) => string | null;
  dropPicture: (address: string) => void;
}

const firstLookMs = 250;
const longestLookMs = 2_000;

/** The files beside a message that is being written: sent one after the other, then asked after until the server has read them. */
export class AttachmentStore {
  private items: readonly Attached[] = [];
  private readonly sources = new Map<string, { file: Blob; leave: AbortController }>();
  private readonly listeners = new Set<() => void>();
  private readonly d: Dependencies;
  private line: Promise<void> = Promise.resolve();
  private count = 0;
  private closed = false;

  constructor(dependencies: Dependencies) {
    this.d = dependencies;
  }

  get current(): readonly Attached[] {
    return this.items;
  }

  get mostBytes(): number {
    return this.d.mostBytes;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: readonly (Blob & { name?: string })[]): void {
    for (const file of files) {
      const name = safeName(file.name ?? "");
      const key = `file-${++this.count}`;
      const reason = this.refusalOf(file);
      if (reason !== null) {
        this.put({ key, name, size: file.size, preview: null, status: "failed", reason, canRetry: false, file: null });
        continue;
      }
      const preview = isPicture(file.type) ? this.d.pictureOf(file) : null;
      this.sources.set(key, { file, leave: new AbortController() });
      this.put({ key, name, size: file.size, preview, status: "sending", sent: 0 });
      this.sendLater(key);
    }
  }

  remove(key: string): void {
    const item = this.find(key);
    if (!item) return;
    this.sources.get(key)?.leave.abort();
    this.forget([item]);
    if ("file" in item && item.file) this.d.server.remove(item.file.id).catch(() => {});
  }

  retry(key: string): void {
    const item = this.find(key);
    const source = this.sources.get(key);
    if (item?.status !== "failed" || !source) return;
    if (item.file) this.d.server.remove(item.file.id).catch(() => {});
    const { name, size, preview } = item;
    this.sources.set(key, { file: source.file, leave: new AbortController() });
    this.put({ key, name, size, preview, status: "sending", sent: 0 });
    this.sendLater(key);
  }

  /** What a message takes along: those that are ready. */
  ready(): Attachment[] {
    const files = this.items.flatMap((item) => (item.status === "ready" ? [item.file] : []));
    return files.map(({ id, name, mediaType, size, tokens }) => {
      return { id, name, mediaType, size, ...(tokens !== null && { tokens }) };
    });
  }

  /** They belong to a message now. */
  clear(): void {
    this.forget(this.items);
  }

  /** What an earlier page had sent. */
  restore(): void {
    for (const file of this.d.kept.read()) {
      if (this.items.some((item) => "file" in item && item.file?.id === file.id)) continue;
      const key = `file-${++this.count}`;
      this.show(key, file);
      void this.follow(key, file);
    }
  }

  close(): void {
    this.closed = true;
    for (const { leave } of this.sources.values()) leave.abort();
    for (const item of this.items) this.dropPicture(item);
  }

  private refusalOf(file: Blob): string | null {
    if (this.items.length >= mostFiles) return strings.tooManyFiles(mostFiles);
    return file.size > this.d.mostBytes ? strings.fileTooLarge(fileSize(file.size), fileSize(this.d.mostBytes)) : null;
  }

  private sendLater(key: string): void {
    this.line = this.line.then(() => this.send(key));
  }

  private async send(key: string): Promise<void> {
    const source = this.sources.get(key);
    const item = this.find(key);
    if (!source || item?.status !== "sending" || source.leave.signal.aborted) return;
    const { signal } = source.leave;
    const onProgress = (sent: number) => {
      const now = this.find(key);
      if (now?.status === "sending") this.put({ ...now, sent });
    };
    try {
      const file = await this.d.server.send(source.file, item.name, onProgress, signal);
      if (signal.aborted || this.closed) return void this.d.server.remove(file.id).catch(() => {});
      this.show(key, file);
      // The next file does not wait until this one is read.
      void this.follow(key, file);
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      const { name, size, preview } = item;
      this.put({ key, name, size, preview, status: "failed", reason, canRetry: true, file: null });
    }
  }

  /** Asks until the server has read it, also through a time without a connection. */
  private async follow(key: string, first: FileInfo): Promise<void> {
    let file: FileInfo | null = first;
    for (let ms = firstLookMs; file.status === "parsing"; ms = Math.min(longestLookMs, ms * 1.5)) {
      await this.d.pause(ms);
      if (this.closed || !this.find(key)) return;
      const known: FileInfo = file;
      file = await this.d.server.read(known.id).catch(() => known);
      if (this.closed || !this.find(key)) return;
      if (file) this.show(key, file);
      else return this.gone(key);
    }
  }

  private gone(key: string): void {
    const item = this.find(key);
    if (!item) return;
    const { name, size, preview } = item;
    const canRetry = this.sources.has(key);
    this.put({ key, name, size, preview, status: "failed", reason: strings.fileGone, canRetry, file: null });
  }

  private show(key: string, file: FileInfo): void {
    const before = this.find(key);
    const address = isPicture(file.mediaType) ? contentAddress(file.id) : null;
    const common = { key, name: file.name, size: file.size, preview: before?.preview ?? address };
    if (file.status === "failed") {
      const reason = file.error ?? strings.fileUnread;
      this.put({ ...common, status: "failed", reason, canRetry: this.sources.has(key), file });
    } else this.put({ ...common, status: file.status === "ready" ? "ready" : "reading", file });
  }

  private put(item: Attached): void {
    const isNew = !this.items.some(({ key }) => key === item.key);
    this.tell(isNew ? [...this.items, item] : this.items.map((each) => (each.key === item.key ? item : each)));
  }

  private forget(items: readonly Attached[]): void {
    for (const item of items) {
      this.sources.delete(item.key);
      this.dropPicture(item);
    }
    this.tell(this.items.filter((each) => !items.includes(each)));
  }

  private dropPicture({ preview }: Attached): void {
    if (preview?.startsWith("blob:")) this.d.dropPicture(preview);
  }

  private tell(items: readonly Attached[]): void {
    if (this.closed) return;
    this.items = items;
    this.d.kept.write(items.flatMap((item) => ("file" in item && item.file ? [item.file] : [])));
    for (const listener of this.listeners) listener();
  }

  private find(key: string): Attached | undefined {
    return this.items.find((item) => item.key === key);
  }
}
