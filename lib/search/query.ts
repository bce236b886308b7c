import { plainWordsIn } from "./words.ts";

/** Words that must stand one after the other. */
export interface Term {
  words: readonly string[];
  /** The last of them may be the beginning of a longer word. */
  prefix: boolean;
}

const mostTerms = 20;

/**
 * What a person typed, as terms that must all be there: each word, what stands in quotes as it stands, and the last word also
 * as a beginning. Every text can be asked for; one without letters or digits asks for nothing.
 */
export function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  // Every second piece stood in quotes; the last one may lack its end.
  for (const [index, piece] of query.split(/["“”„«»]/).entries()) {
    const phrases = index % 2 === 1 ? [piece] : piece.split(/\s+/);
    for (const phrase of phrases) {
      const words = plainWordsIn(phrase);
      if (words.length > 0) terms.push({ words, prefix: false });
    }
  }
  const last = terms.at(-1);
  if (last && /[\p{L}\p{N}\p{M}]$/u.test(query)) last.prefix = true;
  return terms.slice(0, mostTerms);
}
