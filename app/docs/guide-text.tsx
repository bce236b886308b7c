import { Lexer, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { ScrollBox } from "../../components/ui/scroll-box.tsx";
import { decodeEntities } from "../../lib/markdown/decode-entities.ts";
import type { Guide } from "../../server/http/guides.ts";
import { CodeBlock } from "./api/code-block.tsx";
import { guideAddress, headingId } from "./guide-address.ts";

/** A guide as elements, drawn on the server: HTML in it is text, and no image is loaded. */
export function GuideText({ guide }: { guide: Guide }) {
  return (
    <div className="guide leading-relaxed">{drawAll(Lexer.lex(guide.markdown, { gfm: true }), guide.address)}</div>
  );
}

function drawAll(tokens: readonly Token[] | undefined, from: string): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is what it is
  return tokens?.map((token, index) => <Fragment key={index}>{draw(token as Known, from)}</Fragment>);
}

type Known =
  | Tokens.Blockquote
  | Tokens.Br
  | Tokens.Code
  | Tokens.Codespan
  | Tokens.Em
  | Tokens.Escape
  | Tokens.Heading
  | Tokens.Hr
  | Tokens.Link
  | Tokens.List
  | Tokens.Paragraph
  | Tokens.Space
  | Tokens.Strong
  | Tokens.Table
  | Tokens.Text;

function draw(token: Known, from: string): ReactNode {
  switch (token.type) {
    case "space":
      return null;
    case "heading": {
      const Level = `h${token.depth}` as "h1" | "h2" | "h3" | "h4";
      return <Level id={headingId(token.text)}>{drawAll(token.tokens, from)}</Level>;
    }
    case "paragraph":
      return <p>{drawAll(token.tokens, from)}</p>;
    case "blockquote":
      return <blockquote>{drawAll(token.tokens, from)}</blockquote>;
    case "list": {
      const List = token.ordered ? "ol" : "ul";
      return (
        <List>
          {token.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is what it is
            <li key={index}>{drawAll(item.tokens, from)}</li>
          ))}
        </List>
      );
    }
    case "code":
      return <CodeBlock label={labels[token.lang ?? ""] ?? "Text"} code={token.text} />;
    case "table":
      return <Table token={token} from={from} />;
    case "hr":
      return <hr />;
    case "text":
      return token.tokens ? drawAll(token.tokens, from) : decodeEntities(token.text);
    case "escape":
      return token.text;
    case "strong":
      return <strong>{drawAll(token.tokens, from)}</strong>;
    case "em":
      return <em>{drawAll(token.tokens, from)}</em>;
    case "codespan":
      return <code>{decodeEntities(token.text)}</code>;
    case "br":
      return <br />;
    case "link": {
      const href = guideAddress(decodeEntities(token.href), from);
      return href === null ? drawAll(token.tokens, from) : <a href={href}>{drawAll(token.tokens, from)}</a>;
    }
    default:
      return (token as { raw: string }).raw;
  }
}

const labels: Record<string, string> = { sh: "Terminal", js: "JavaScript", ts: "TypeScript", json: "JSON" };

function Table({ token, from }: { token: Tokens.Table; from: string }) {
  return (
    <ScrollBox className="my-4 overflow-x-auto rounded-lg border" label="Table">
      <table className="w-full text-sm">
        <thead className="bg-muted text-left">
          <tr>
            {token.header.map((cell, column) => {
              // An empty heading names nothing.
              const Cell = cell.text.trim() === "" ? "td" : "th";
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                <Cell key={column} className="px-3 py-2 font-medium">
                  {drawAll(cell.tokens, from)}
                </Cell>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is what it is
            <tr key={index} className="border-t align-top">
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                <td key={column} className="px-3 py-2">
                  {drawAll(cell.tokens, from)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
