import { Parser } from "htmlparser2";
import { zipEntry } from "./zip-entry.ts";

const mostBytes = 64 * 1024 * 1024;

/** The words of a document's body: a line for each paragraph, cells of a table with tabs between them. */
export function docxText(archive: Buffer, mostCharacters: number): string {
  const xml = zipEntry(archive, "word/document.xml", mostBytes).toString("utf8");
  const parts: string[] = [];
  let length = 0;
  let inText = false;
  const add = (part: string) => {
    if (length < mostCharacters) parts.push(part);
    length += part.length;
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === "w:t") inText = true;
        else if (name === "w:tab") add("\t");
        else if (name === "w:br" || name === "w:cr") add("\n");
      },
      ontext(text) {
        if (inText) add(text);
      },
      onclosetag(name) {
        if (name === "w:t") inText = false;
        else if (name === "w:p") add("\n");
      },
    },
    // Entities of its own are not resolved: there is nothing to blow up.
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return parts.join("").slice(0, mostCharacters);
}
