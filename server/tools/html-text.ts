import { Parser } from "htmlparser2";

const unseen = new Set(["script", "style", "template", "svg", "iframe", "object", "select", "nav"]);
const blocks = new Set(
  "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".split(
    " ",
  ),
);

/** As in browsers. Beyond it the parser would slow down with the square of the depth, so what comes after is not read. */
const deepest = 512;

/** What a reader sees of a page, as plain text; nothing of it is run, loaded or kept as markup. */
export function htmlText(html: string): { title: string; text: string } {
  let title = "";
  let text = "";
  let depth = 0;
  let hidden = 0;
  let inTitle = false;
  const parser = new Parser({
    onopentag(name) {
      if (++depth > deepest) parser.pause();
      if (unseen.has(name)) hidden++;
      if (hidden > 0) return;
      if (name === "title" && title === "") inTitle = true;
      if (blocks.has(name)) text += name === "li" ? "\n- " : "\n";
      else if (name === "td" || name === "th") text += " | ";
    },
    ontext(piece) {
      if (inTitle) title += piece;
      else if (hidden === 0) text += piece.replace(/\s+/g, " ");
    },
    onclosetag(name) {
      depth--;
      if (name === "title") inTitle = false;
      if (unseen.has(name)) hidden--;
      else if (hidden === 0 && name !== "br" && blocks.has(name)) text += "\n";
    },
  });
  parser.end(html);
  return { title: title.replace(/\s+/g, " ").trim(), text: tidy(text) };
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/ {2,}/g, " ").trim());
  return lines
    .filter((line, index) => line !== "-" && (line !== "" || lines[index - 1] !== ""))
    .join("\n")
    .trim();
}
