import { docxText } from "./docx-text.ts";
import { docx } from "./media-type.ts";
import { pdfText } from "./pdf-text.ts";

/** What a document says. A file that says nothing in words (an image, an archive) has no text. */
export interface Parsed {
  text: string | null;
  pages: number | null;
}

/** Runs in a process of its own: the bytes come from anybody. */
export async function parseFile(bytes: Buffer, mediaType: string, mostCharacters: number): Promise<Parsed> {
  if (mediaType === "application/pdf") return await pdfText(bytes, mostCharacters);
  if (mediaType === docx) return { text: docxText(bytes, mostCharacters), pages: null };
  throw new Error(`There is no reader for ${mediaType}.`);
}
