import type { ToolSpec } from "../../../lib/core/model.ts";
import { longStory } from "./story.ts";

/** An answer in plain words to a message that asked for no tool. */
export function freeText(question: string, tools: readonly ToolSpec[], images: number): string {
  if (/\b(who|what)\s+are\s+you\b|\byour name\b|\b(which|what)\s+(ai\s+)?model\b/i.test(question)) return whoIAm;
  if (/\b(story|essay|novel|long (text|answer|poem)|\d{2,5} words)\b/i.test(question)) return longStory(question);
  if (/\btable\b/i.test(question)) return table;
  if (/\b(code|script|snippet|typescript|javascript|python)\b/i.test(question)) return code;
  if (/\b(markdown|formatting|headings?|bullet)/i.test(question)) return markdown;
  const seen =
    images > 0 ? ` With it came ${images === 1 ? "an image, which" : `${images} images, which`} I cannot look at.` : "";
  const gist = question.length > 160 ? `${question.slice(0, 159)}…` : question;
  const heard =
    question === "" ? "There is nothing for me to answer yet." : `You wrote: "${gist.replace(/\s+/g, " ")}".${seen}`;
  return `${heard}\n\nI am the demo model: I follow simple rules and know nothing. Set a key or start Ollama to have a real one answer. What you can try with me:\n\n${hints(tools)}`;
}

const whoIAm =
  "I am the **demo model** of Troupe. There is no AI behind me: I follow simple rules, always the same way, so that every screen can be tried without a key. To talk to a real model, set a key such as `OPENAI_API_KEY` or `ANTHROPIC_API_KEY`, or start Ollama on this machine.";

const toolHints: Record<string, string> = {
  calculate: "`calculate 6*7`",
  current_time: "`what time is it?`",
  save_data: "`remember 42 as answer`",
  read_data: "`read back answer`",
  todo: "`plan a party: invite friends, bake a cake, clean up`",
  ask_user: "`ask me which colour: red, green or blue`",
  show_surface:
    "`chart the last week`, `give me a form for a trip`, `a board of the tasks` (begin with `show me`), `show me every widget`",
  change_surface: "`set Monday of the chart to 60`",
  place_widget: "`spend by day`, `runs by status as a pie`, `the queue as a line`, `tool health`",
  delegate: "`delegate to helios: plan a workout`, `delegate to somebody for recipes: what is for dinner?`",
  hand_off: "`hand this over to ceres`",
  board: "`write that tea is at four on the board as tea`",
  fetch_url: "`fetch https://example.com`",
};

function hints(tools: readonly ToolSpec[]): string {
  const own = tools.flatMap(({ name }) => toolHints[name] ?? []);
  const others = tools.filter(({ name }) => !(name in toolHints)).slice(0, 8);
  return [
    ...own,
    ...others.map(({ name }) => `\`use ${name} …\``),
    "`write a long story` (to stop it, or to steer it elsewhere)",
    "`think about the sea`",
    "`show me a table`, `show me code`, `show me markdown`",
  ]
    .map((hint) => `- ${hint}`)
    .join("\n");
}

const table = `A small table, as asked:

| Planet | Moons | Day in hours |
| --- | ---: | ---: |
| Earth | 1 | 24 |
| Mars | 2 | 24.6 |
| Jupiter | 97 | 9.9 |
| Saturn | 274 | 10.7 |
`;

const code = `A function that adds up numbers:

\`\`\`ts
/** The sum of all numbers; 0 where there are none. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
\`\`\`

\`sum([1, 2, 3])\` is 6.`;

const markdown = `## What Markdown can do

Words may be **strong**, *stressed* or \`code\`.

1. First one thing
2. Then another
   - with a remark below

> A quotation stands apart.

[A link](https://example.com) ends it.`;
