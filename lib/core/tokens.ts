/**
 * A quick guess at how many tokens a text has, for deciding when to compress: about four characters of Latin script,
 * about one and a half of any other. Providers report the true number after the turn.
 */
export function guessTokens(text: string): number {
  let wide = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x2ff) wide++;
  return Math.ceil((text.length - wide) / 4 + wide / 1.5);
}

export function tokensOfJson(value: unknown): number {
  return guessTokens(JSON.stringify(value ?? null));
}
