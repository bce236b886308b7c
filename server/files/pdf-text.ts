import { getDocumentProxy } from "unpdf";

const mostPages = 2_000;

/** The text of a PDF, page by page. */
export async function pdfText(bytes: Buffer, mostCharacters: number): Promise<{ text: string; pages: number }> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { useSystemFonts: false });
  const parts: string[] = [];
  let length = 0;
  for (let number = 1; number <= Math.min(document.numPages, mostPages) && length < mostCharacters; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    page.cleanup();
    parts.push(text);
    length += text.length;
  }
  return { text: parts.join("\n\n").slice(0, mostCharacters), pages: document.numPages };
}
