import ExternalLink from "lucide-react/icons/external-link";
import type { Tokens as Kinds, Token } from "marked";
import { Fragment, type ReactNode } from "react";
import { decodeEntities } from "../../../lib/markdown/decode-entities.ts";
import { safeLink } from "../../../lib/markdown/safe-link.ts";
import { strings } from "../strings.ts";
import { CodeBlock } from "./code-block.tsx";
import { DataTable } from "./data-table.tsx";

/** What was read, as elements. HTML in it is text, links show where they lead, and no image is loaded by itself. */
export function Tokens({ tokens }: { tokens: readonly Token[] | undefined }): ReactNode {
  return tokens?.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is what it is
    <OneToken key={index} token={token as KnownToken} />
  ));
}

type KnownToken =
  | Kinds.Blockquote
  | Kinds.Br
  | Kinds.Checkbox
  | Kinds.Code
  | Kinds.Codespan
  | Kinds.Def
  | Kinds.Del
  | Kinds.Em
  | Kinds.Escape
  | Kinds.HTML
  | Kinds.Heading
  | Kinds.Hr
  | Kinds.Image
  | Kinds.Link
  | Kinds.List
  | Kinds.Paragraph
  | Kinds.Space
  | Kinds.Strong
  | Kinds.Table
  | Kinds.Tag
  | Kinds.Text;

function OneToken({ token }: { token: KnownToken }): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading":
      return <Heading token={token} />;
    case "paragraph":
      return (
        <p>
          <Tokens tokens={token.tokens} />
        </p>
      );
    case "blockquote":
      return (
        <blockquote>
          <Tokens tokens={token.tokens} />
        </blockquote>
      );
    case "list":
      return <List token={token} />;
    case "code":
      return (
        <CodeBlock code={token.text} info={token.lang ?? ""} lines={token.text.split("\n").length} growing={false} />
      );
    case "table":
      return <Table token={token} />;
    case "hr":
      return <hr />;
    case "html":
      return token.block ? <p className="whitespace-pre-wrap">{token.text.trimEnd()}</p> : token.text;
    case "text":
      return token.tokens ? <Tokens tokens={token.tokens} /> : decodeEntities(token.text);
    case "escape":
      return token.text;
    case "strong":
      return (
        <strong>
          <Tokens tokens={token.tokens} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Tokens tokens={token.tokens} />
        </em>
      );
    case "del":
      return (
        <del>
          <Tokens tokens={token.tokens} />
        </del>
      );
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "checkbox":
      return (
        <input
          type="checkbox"
          checked={token.checked}
          readOnly
          disabled
          aria-label={token.checked ? "done" : "to do"}
        />
      );
    case "link":
      return <OutLink href={token.href} autolink={token.text === token.href} text={<Tokens tokens={token.tokens} />} />;
    case "image":
      return <OutLink href={token.href} autolink={false} text={strings.imageNotLoaded(decodeEntities(token.text))} />;
    default:
      return (token as { raw: string }).raw;
  }
}

/** Messages have headings of level 2, so that what they say begins with level 3. */
function Heading({ token }: { token: Kinds.Heading }) {
  const Level = `h${Math.min(token.depth + 2, 6)}` as "h3" | "h4" | "h5" | "h6";
  return (
    <Level data-depth={token.depth}>
      <Tokens tokens={token.tokens} />
    </Level>
  );
}

function List({ token }: { token: Kinds.List }) {
  const items = token.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is what it is
    <li key={index} className={item.task ? "task" : undefined}>
      <Tokens tokens={item.tokens} />
    </li>
  ));
  return token.ordered ? <ol start={token.start === "" ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ token }: { token: Kinds.Table }) {
  const cell = (each: Kinds.TableCell) => ({
    text: plain(each.tokens),
    shown: <Tokens tokens={each.tokens} />,
    align: each.align,
  });
  return <DataTable header={token.header.map(cell)} rows={token.rows.map((row) => row.map(cell))} />;
}

function OutLink({ href, text, autolink }: { href: string; text: ReactNode; autolink: boolean }) {
  const link = safeLink(decodeEntities(href));
  if (!link) return <Fragment>{text}</Fragment>;
  return (
    <a href={link.href} target="_blank" rel="noopener noreferrer nofollow" title={link.href}>
      {text}
      {autolink || link.host === "" ? null : <span className="host"> ({link.host})</span>}
      <ExternalLink aria-hidden="true" className="ml-0.5 inline size-3 align-baseline" />
    </a>
  );
}

/** What a cell says, without its marks. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ("tokens" in token && token.tokens) return plain(token.tokens);
      if (token.type === "br") return "\n";
      return "text" in token ? decodeEntities(String(token.text)) : token.raw;
    })
    .join("");
}
