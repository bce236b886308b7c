import type { WidgetType } from "../../../../lib/surfaces/catalog.ts";

const read = "Nothing to press: it is read.";
const scrolled = "Tab reaches what scrolls; arrow keys scroll it.";

/** What a widget does with the keyboard. */
export const keyboard: Record<WidgetType, string> = {
  metric: read,
  keyvalue: read,
  table: "Tab goes through the column heads; Enter sorts up, down, and as it came. Arrow keys scroll.",
  chart: "Tab and Enter open the numbers, which are a table.",
  progress: read,
  timeline: read,
  markdown: "Tab goes through links.",
  callout: read,
  code: `Tab goes through wrap, download and copy. ${scrolled}`,
  diff: scrolled,
  json: scrolled,
  logTail: scrolled,
  citations: "Tab goes through the links.",
  image: "Tab reaches the link where the picture is elsewhere.",
  file: "Enter on the button downloads it.",
  form: "Tab goes through the fields; Enter in a field sends it.",
  choice: "Arrow keys choose, Enter answers; with several answers Space ticks.",
  questionnaire: "Arrow keys choose; Enter goes on, and sends the last answer.",
  plan: read,
  kanban: "Tab goes from card to card; arrow keys left and right move the card, and the focus goes with it.",
  agentCard: read,
  agentGraph: "The same as a list below the picture, to be read.",
  approval: "Nothing to press: the yes is given on the server's own card.",
  mcpApp: "Tab goes into the frame and through it; what it asks for is answered below it.",
  grid: "As its parts do.",
  stack: "As its parts do.",
  section: "Enter folds and unfolds it where it may be folded.",
  tabs: "Arrow keys go from tab to tab.",
};
