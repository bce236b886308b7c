/** A word of a text, folded so that it is found however it is written, and where it stands (in UTF-16 units). */
export interface Word {
  word: string;
  from: number;
  to: number;
}

const longestWord = 100;
/** Scripts that put no spaces between words: each character counts as one. */
const pattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+/gv;
const asciiText = /^[\0-\x7f]*$/;
const accents = /[\u0300-\u036f]/g;
const noWord = /[^\p{L}\p{N}\p{M}]+/gu;

/** The words of a text in their order: letters and digits alone, in lower case, without accents. */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const word = folded(found);
    if (word !== "") yield { word, from: index, to: index + found.length };
  }
}

/** The same words without their places. */
export function plainWordsIn(text: string): string[] {
  if (asciiText.test(text))
    return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => word.slice(0, longestWord));
  return Array.from(wordsIn(text), ({ word }) => word);
}

function folded(found: string): string {
  const plain = asciiText.test(found)
    ? found
    : found.normalize("NFKD").replace(accents, "").normalize("NFC").replace(noWord, "");
  return plain.toLowerCase().replace(accents, "").slice(0, longestWord).toWellFormed().replace(noWord, "");
}
