/** A piece of Markdown that stands for itself: drawn once, and again only while it still grows. */
export type Block =
  | { kind: "text"; source: string }
  | { kind: "fence"; info: string; code: string; lines: number; closed: boolean };

interface Open {
  context: "none" | "paragraph" | "list" | "indented" | "fence";
  source: string;
  lines: number;
  /** Empty lines came; what comes next decides whether the block goes on. */
  blanks: number;
  info: string;
  /** Of a fence, or of one within a list. */
  fence: Fence | null;
}

interface Fence {
  mark: string;
  length: number;
  indent: number;
}

const nothingOpen: Open = { context: "none", source: "", lines: 0, blanks: 0, info: "", fence: null };
const fenceLine = /^( *)(`{3,}|~{3,})[ \t]*(.*)$/;
const listLine = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const interruptingListLine = /^ {0,3}(?:[-*+]|1[.)])\s+\S/;
const headingLine = /^ {0,3}#{1,6}(?:\s|$)/;
const ruleLine = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
/** A list goes on in a new block after so many lines, so that the one that still grows stays small. */
const longList = 40;

/**
 * Splits Markdown that is still being written. Each line is looked at once; only the last, unfinished one is read again
 * with what is added to it. However the text arrives, the blocks are those of the whole.
 */
export class BlockSplitter {
  /** Blocks that nothing can change any more; it only grows. */
  readonly ended: Block[] = [];
  private open: Open = nothingOpen;
  private taken = 0;

  /** Takes the whole text so far, which must begin with what was given before. Gives the blocks that may still change. */
  push(text: string): Block[] {
    const lines = text.slice(this.taken).split("\n");
    const unfinished = lines.pop() ?? "";
    for (const line of lines) {
      this.open = readLine(this.open, line, this.ended);
      this.taken += line.length + 1;
    }
    if (unfinished === "") return blockOf(this.open, false);
    const changing: Block[] = [];
    const open = readLine(this.open, unfinished, changing);
    return [...changing, ...blockOf(open, false)];
  }
}

export function splitBlocks(text: string): Block[] {
  const splitter = new BlockSplitter();
  const last = splitter.push(text);
  return [...splitter.ended, ...last];
}

function readLine(open: Open, given: string, ended: Block[]): Open {
  const line = given.endsWith("\r") ? given.slice(0, -1) : given;
  if (open.context === "fence" && open.fence) return readFenceLine(open, open.fence, line, ended);
  if (line.trim() === "") return readBlank(open, ended);
  if (open.context === "list" && open.fence) {
    if (closes(line, open.fence, open.fence.indent)) return { ...extended(open, line), fence: null };
    if (indentOf(line) >= 2) return extended(open, line);
  }

  const fence = fenceOf(line);
  const belongsToList = open.context === "list" && indentOf(line) >= 2;
  if (fence && belongsToList) return { ...extended(open, line), fence };
  if (fence && fence.indent <= 3) {
    ended.push(...blockOf(open, false));
    return { ...nothingOpen, context: "fence", fence, info: infoOf(line) };
  }
  if (belongsToList) return extended(open, line);
  if (headingLine.test(line) || (open.context !== "paragraph" && ruleLine.test(line))) {
    ended.push(...blockOf(open, false), { kind: "text", source: line });
    return nothingOpen;
  }
  switch (open.context) {
    case "list": {
      const isItem = listLine.test(line);
      if ((isItem && open.lines < longList) || (!isItem && open.blanks === 0))
        return extended({ ...open, fence: null }, line);
      break;
    }
    case "indented":
      if (indentOf(line) >= 4) return extended(open, line);
      break;
    case "paragraph":
      if (!interruptingListLine.test(line)) return extended(open, line);
      break;
    default:
  }
  ended.push(...blockOf(open, false));
  return begun(line);
}

function begun(line: string): Open {
  const context = listLine.test(line) ? "list" : indentOf(line) >= 4 ? "indented" : "paragraph";
  return { ...nothingOpen, context, source: line, lines: 1 };
}

function extended(open: Open, line: string): Open {
  return { ...open, source: `${open.source}${"\n".repeat(open.blanks + 1)}${line}`, lines: open.lines + 1, blanks: 0 };
}

function readBlank(open: Open, ended: Block[]): Open {
  if (open.context === "list" || open.context === "indented") return { ...open, blanks: open.blanks + 1 };
  ended.push(...blockOf(open, false));
  return nothingOpen;
}

function readFenceLine(open: Open, fence: Fence, line: string, ended: Block[]): Open {
  if (closes(line, fence, 3)) {
    ended.push(...blockOf(open, true));
    return nothingOpen;
  }
  const code = line.slice(Math.min(fence.indent, indentOf(line)));
  return { ...open, source: open.lines === 0 ? code : `${open.source}\n${code}`, lines: open.lines + 1 };
}

function blockOf({ context, source, info, lines }: Open, closed: boolean): Block[] {
  if (context === "none") return [];
  if (context === "fence") return [{ kind: "fence", info, code: source, lines, closed }];
  return [{ kind: "text", source }];
}

function fenceOf(line: string): Fence | null {
  const [, indent = "", marks = "", info = ""] = fenceLine.exec(line) ?? [];
  const mark = marks.charAt(0);
  if (mark === "" || (mark === "`" && info.includes("`"))) return null;
  return { mark, length: marks.length, indent: indent.length };
}

function infoOf(line: string): string {
  return (fenceLine.exec(line)?.[3] ?? "").trim();
}

function closes(line: string, { mark, length }: Fence, mostIndent: number): boolean {
  const trimmed = line.trim();
  return (
    indentOf(line) <= Math.max(3, mostIndent) && trimmed.length >= length && trimmed === mark.repeat(trimmed.length)
  );
}

function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === " ") indent++;
  return line[indent] === "\t" ? indent + 4 : indent;
}
