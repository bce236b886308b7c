export const strings = {
  again: "Run again…",
  more: "More",
  compare: "Compare with another run…",
  compareFirst: "Compare with the first time",
  play: "Play as a test",
  cassette: "Save as cassette",
  json: "Export as JSON",
  otlp: "Export for OpenTelemetry",
  notDone: "That was not done",

  fromHere: "Run again from here…",
  forkHere: "Fork the chat here",
  forked: (title: string) => `Fork: ${title}`.slice(0, 200),

  fromStart: "Run again from the start",
  fromStep: (name: string) => `Run again from ${name}`,
  describe:
    "Everything before this point is kept as it was, also what tools answered, and goes on in a chat of its own. This run stays as it is.",
  version: "Version",
  same: (version: number) => `As it was (v${version})`,
  published: "What is published now",
  numbered: (version: number) => `v${version}`,
  model: "Model",
  ownModel: "As before",
  task: "What it is asked",
  arguments: "Arguments of the call",
  notJson: "This is not JSON.",
  begin: "Run again",
  cancel: "Cancel",

  playTitle: "Would it go the same way now?",
  playing: "Playing…",
  playHint:
    "With what is published now; models and tools answer as they did then, so nothing outside is asked or changed.",
  passed: (steps: number) => (steps === 1 ? "Its one step goes as it went." : `All ${steps} steps go as they went.`),
  differs: (step: number, where: string) => `It goes another way at step ${step}: ${where}.`,
  close: "Close",
} as const;
