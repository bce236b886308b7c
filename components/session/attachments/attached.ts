import type { FileInfo } from "../../../lib/files/file-info.ts";

/** A file beside a message that is being written. */
export type Attached = {
  key: string;
  name: string;
  size: number;
  /** Where its picture can be had; null for what is no image. */
  preview: string | null;
} & (
  | { status: "sending"; sent: number }
  | { status: "reading"; file: FileInfo }
  | { status: "ready"; file: FileInfo }
  | { status: "failed"; reason: string; canRetry: boolean; file: FileInfo | null }
);

/** What a message takes. */
export const mostFiles = 20;

/** Only these are shown as pictures: the server gives their bytes as images. */
export function isPicture(mediaType: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(mediaType);
}

export function contentAddress(fileId: string): string {
  return `/api/v1/files/${fileId}/content`;
}

/** A name that the server takes. */
export function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it must not hold
  const safe = name.replace(/[/\\\u0000-\u001f\u007f-\u009f]/g, "_").slice(-255);
  return safe === "" ? "file" : safe;
}
