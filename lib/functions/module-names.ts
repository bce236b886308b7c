/** What a stored function may import: small, pure, and ours. */
export const moduleNames: readonly string[] = [
  "troupe:csv",
  "troupe:dates",
  "troupe:math",
  "troupe:text",
  "troupe:validate",
];
