/** Fetched with the dialogs that say them. */
export const dialogStrings = {
  askHint: "Say what you want to see. An agent makes it from live figures; you can change it afterwards.",
  askWhat: "What should it show?",
  askExamples: ["Spend by day", "Runs by status as a pie", "The queue as a line", "Tokens per second", "Tool health"],
  askFor: (board: string, id: string, request: string) =>
    `${request.replace(/[.!\s]+$/, "")}. For my board “${board}” (${id}).`,
  asking: "The agent is making it…",
  send: "Ask",
  asked: (title: string) => `“${title}” is on the board`,
  stillAsking: "The agent is still at it. Its widget comes to the board when it is made.",
  noneMade: "The agent made no widget. It says:",
  editTitle: "Edit the widget",
  writeTitle: "Write a widget",
  widgets: "Widgets, as JSON",
  widgetsHint: "A list of flat widgets. Values may be live figures, as below.",
  figures: "Live figures",
  preview: "Preview",
  fits: "It fits.",
  noJson: (why: string) => `This is not JSON: ${why}`,
  noList: "It must be a list of widgets: [{ … }]",
} as const;
