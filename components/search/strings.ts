/** What the search says. */
export const strings = {
  title: "Search",
  field: "Search all messages",
  placeholder: "Words, or “words in quotes”",
  submit: "Search",
  start: "Search everything that was said",
  startHint:
    "All words must be there, in any order. Words in quotes stand one after the other. The last word may be a beginning. Case and accents do not matter.",
  nothing: (words: string) => `No message has “${words}”.`,
  nothingHint: "Try fewer words, or only the beginning of the last one.",
  failed: "The search did not work",
  tryAgain: "Try again",
  results: "Results",
  searching: "Searching…",
  count: (count: number, more: boolean) =>
    more ? `The best ${count} messages` : count === 1 ? "1 message" : `${count} messages`,
  showMore: "Show more",
  keys: "Arrow keys go from one to the next, Enter opens it.",
  you: "You",
} as const;
