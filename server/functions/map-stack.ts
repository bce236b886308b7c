import { SourceMap, type SourceMapPayload } from "node:module";

export interface Mapped {
  stack: string | null;
  line: number | null;
  column: number | null;
}

const frame = /^\s*at (?:(.*?) \()?function\.js:(\d{1,9})(?::(\d{1,9}))?\)?\s*$/;
const mostFrames = 20;

/** A stack of the script as one of its source: lines and columns from 1. What is not a frame of it is left out. */
export function mapStack(stack: string, map: string): Mapped {
  const source = readMap(map);
  const lines: string[] = [];
  let first: { line: number; column: number } | null = null;
  for (const each of stack.slice(0, 16_000).split("\n")) {
    const [, name = "", line = "", column = "1"] = frame.exec(each) ?? [];
    if (line === "" || lines.length >= mostFrames) continue;
    const entry = source?.findEntry(Number(line) - 1, Math.max(0, Number(column) - 1));
    if (!entry || !("originalSource" in entry) || typeof entry.originalSource !== "string") continue;
    const [at, from] = [entry.originalLine + 1, entry.originalColumn + 1];
    const isOwn = !entry.originalSource.startsWith("troupe:");
    if (isOwn) first ??= { line: at, column: from };
    const called = /^[\w$.<>]{1,100}$/.test(name) && name !== "<anonymous>" ? `${name} ` : "";
    lines.push(`    at ${called}(${entry.originalSource}:${at}:${from})`);
  }
  return {
    stack: lines.length > 0 ? lines.join("\n") : null,
    line: first?.line ?? null,
    column: first?.column ?? null,
  };
}

function readMap(map: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(map) as SourceMapPayload);
  } catch {
    return null;
  }
}
