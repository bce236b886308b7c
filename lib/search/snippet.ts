import type { Term } from "./query.ts";
import { type Word, wordsIn } from "./words.ts";

/** A piece of a text around what was looked for. */
export interface Snippet {
  text: string;
  /** Where in `text` it stands, in UTF-16 units, in order and apart from one another. */
  marks: Range[];
}

interface Range {
  from: number;
  to: number;
}

const before = 40;

export function snippetOf(text: string, terms: readonly Term[], length = 160): Snippet {
  const words: Word[] = [];
  const found: Range[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const word of wordsIn(text)) {
    if (word.to > end) break;
    words.push(word);
    for (const term of terms) {
      const range = rangeOf(term, words);
      if (range) found.push(range);
    }
    if (found[0] && end === Number.POSITIVE_INFINITY) end = Math.max(found[0].from - before + length, found[0].to);
  }
  const first = found[0]?.from ?? 0;
  const from = first <= before ? 0 : (words.find((word) => word.from >= first - before)?.from ?? first);
  const to = Math.min(text.length, Math.max(from + length, found[0]?.to ?? 0));
  const head = from > 0 ? "…" : "";
  return {
    // Each kind of white space becomes one space, so that places stay what they are.
    text: `${head}${text.slice(from, to).toWellFormed().replace(/\s/g, " ")}${to < text.length ? "…" : ""}`,
    marks: joined(found.filter((range) => range.to <= to)).map((range) => ({
      from: range.from - from + head.length,
      to: range.to - from + head.length,
    })),
  };
}

/** Where the term ends with the last of these words. */
function rangeOf({ words: wanted, prefix }: Term, words: readonly Word[]): Range | null {
  const start = words.length - wanted.length;
  if (start < 0) return null;
  for (const [index, want] of wanted.entries()) {
    const { word } = words[start + index] as Word;
    const fits = prefix && index === wanted.length - 1 ? word.startsWith(want) : word === want;
    if (!fits) return null;
  }
  return { from: (words[start] as Word).from, to: (words.at(-1) as Word).to };
}

function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && range.from < last.to) last.to = Math.max(last.to, range.to);
    else all.push({ ...range });
  }
  return all;
}
