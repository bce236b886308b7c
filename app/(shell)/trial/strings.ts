export const strings = {
  title: "Try it",
  hint: "A chat with the draft as it stands. It is saved first; what is published stays as it is.",
  start: "Start a chat",
  again: "Start over",
  stale: "The draft has changed since.",
  takeOver: "Go on with the new draft",
  failed: "That did not work",
  sessionTitle: (name: string) => `Trying ${name}`,
  tokens: (count: string) => `${count} tokens`,
  openSession: "Open as a session",
} as const;
