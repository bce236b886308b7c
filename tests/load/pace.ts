/** A long answer and how fast it comes. */
export const pacedTokens = 200;
export const tokensPerSecond = 50;
export const pacedSeconds = pacedTokens / tokensPerSecond;
