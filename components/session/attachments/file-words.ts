import { compact, fileSize } from "../format.ts";
import { strings } from "../strings.ts";

/** How much there is of a file: its size, pages and tokens, as far as they are known. */
export function fileWords(file: { size: number; pages?: number | null; tokens?: number | null | undefined }): string {
  return [
    fileSize(file.size),
    file.pages ? strings.pages(file.pages) : null,
    file.tokens ? `${compact(file.tokens)} ${strings.tokenWord}` : null,
  ]
    .filter((word) => word !== null)
    .join(" · ");
}
