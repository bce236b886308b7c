import { zipNames } from "./zip-entry.ts";

export const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const rasterImages: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** What texts of these endings are called; every other text is plain. None of these is anything that a browser runs. */
const textTypes: Readonly<Record<string, string>> = {
  md: "text/markdown",
  markdown: "text/markdown",
  csv: "text/csv",
  json: "application/json",
};

/** What the bytes are, whatever was said of them; the name only tells kinds of text apart. */
export function mediaTypeOf(bytes: Buffer, name: string): string {
  const begins = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  const ascii = (from: number, text: string) => bytes.toString("latin1", from, from + text.length) === text;
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (begins(0xff, 0xd8, 0xff)) return "image/jpeg";
  if (ascii(0, "GIF87a") || ascii(0, "GIF89a")) return "image/gif";
  if (ascii(0, "RIFF") && ascii(8, "WEBP")) return "image/webp";
  if (ascii(0, "%PDF-")) return "application/pdf";
  if (begins(0x50, 0x4b, 0x03, 0x04)) return zipNames(bytes).includes("word/document.xml") ? docx : "application/zip";
  if (!isText(bytes)) return "application/octet-stream";
  return textTypes[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "text/plain";
}

/** Needs a reader. */
export function isDocument(mediaType: string): boolean {
  return mediaType === "application/pdf" || mediaType === docx;
}

export function isTextType(mediaType: string): boolean {
  return mediaType.startsWith("text/") || mediaType === "application/json";
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
