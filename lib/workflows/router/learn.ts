import type { WorkflowOf } from "../workflow.ts";
import { plainText, scoreByKeywords } from "./score.ts";

type Router = WorkflowOf<"router">;
type Rules = NonNullable<Router["rules"]>;

const fewest = 3;
const shortest = 4;
const mostKeywords = 200;
const mostRules = 100;

/** Words that say nothing of what a message is about, in the languages that most messages here are in. */
const emptyWords = new Set(
  `about above after again also always another anything away because been before being below between both came
  cannot come could does doing done down during each either even ever every everything first from give given goes going good
  have having here hers himself into itself just keep know last less like little long look made make many maybe might more most
  much must need never next nothing often once only other over please quite rather really said same shall should show since some
  something soon still such sure take tell than thank thanks that their them then there these they thing things think this those
  through today together tomorrow under until upon very want wants well were what when where which while will with within without
  would yesterday your yours yourself
  aber alle also auch auf aus bald bin bitte dann dass dein denn dich dies diese dieser dieses dir doch dort durch eine einem einen einer
  eines etwas euch euer fuer für gibt ganz gegen geht gern habe haben heute hier ihnen ihre immer jede jeder jetzt kann kein keine
  kommt könnte mach machen mehr mein meine mich mit möchte morgen muss nach nicht nichts noch oder ohne sehr sein seine sich
  sind soll über unser unter viel vielleicht vom von wann warum weil welche wenn werden wieder will wird wollen würde zwischen`.split(
    /\s+/,
  ),
);

/** The rules with one more for this agent, so that a message like this goes to it; null where the message has no words for that. */
export function rulesAfter(router: Router, agent: string, text: string): Rules | null {
  const rules = router.rules ?? [];
  const taken = new Set(rules.flatMap(({ keywords }) => keywords.map(plainText)));
  const words = [...new Set(plainText(text).split(" "))].filter(
    (word) => word.length >= shortest && !/^\d+$/.test(word) && !emptyWords.has(word) && !taken.has(word),
  );
  // As many as it takes to be ahead of whoever had more of the message's words.
  const most = Math.max(
    0,
    ...scoreByKeywords(router, text)
      .filter((each) => each.agent !== agent)
      .map((each) => each.hits.length),
  );
  const wanted = most + 1;
  const found = words.toSorted((a, b) => b.length - a.length).slice(0, Math.max(fewest, wanted));
  if (found.length === 0) return null;
  const keywords = [...found, ...phrasesOf(text, taken).slice(0, Math.max(0, wanted - found.length))];
  const own = rules.findIndex((rule) => rule.agent === agent);
  if (own < 0) return rules.length < mostRules ? [...rules, { agent, keywords }] : null;
  const joined = [...(rules[own] as Rules[number]).keywords, ...keywords];
  return joined.length > mostKeywords ? null : rules.with(own, { agent, keywords: joined });
}

const longestKeyword = 100;

/** Several words in a row, the longest first: what they say is so much of its own that it takes nothing else away. */
function phrasesOf(text: string, taken: ReadonlySet<string>): string[] {
  const words = plainText(text).split(" ");
  const phrases: string[] = [];
  for (let count = words.length; count > 1; count--)
    for (let from = 0; from + count <= words.length; from++) phrases.push(words.slice(from, from + count).join(" "));
  return phrases.filter((phrase) => phrase.length <= longestKeyword && !taken.has(phrase));
}
