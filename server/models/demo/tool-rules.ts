import type { ToolSpec } from "../../../lib/core/model.ts";
import { placeCalls } from "./place-rules.ts";
import { sampleOf } from "./sample.ts";
import { surfaceCalls, surfaceChanges } from "./surface-rules.ts";

export interface DemoCall {
  tool: string;
  arguments: Record<string, unknown>;
}

type Rule = (text: string) => Record<string, unknown>[];

/** For the tools that every agent may have: what in a message asks for them, and with which arguments. */
const rules: Record<string, Rule> = {
  calculate: (text) => expressions(text).map((expression) => ({ expression })),
  current_time: (text) => (/\b(what|which|tell|know|current)\b.*\b(time|date|day)\b/i.test(text) ? [{}] : []),
  save_data: (text) => {
    const named = /\b(?:save|remember|store|keep|note)\s+(?:that\s+)?(.+?)\s+(?:as|under)\s+["'`]?([\w.-]+)/i.exec(
      text,
    );
    if (named) return [{ name: named[2], value: unquoted(named[1] ?? "") }];
    const fact = /\bremember\s+(?:that\s+)?(.+?)\s+is\s+(.+?)[.!]*$/i.exec(text);
    return fact ? [{ name: slug(fact[1] ?? ""), value: unquoted(fact[2] ?? "") }] : [];
  },
  read_data: (text) => {
    const asked =
      /\b(?:read\s+back|read|recall|load|look\s+up|what\s+(?:is|was)\s+saved\s+(?:as|under))\s+(?:the\s+)?["'`]?([\w.-]+)/i.exec(
        text,
      );
    return asked && !/https?:/i.test(text) ? [{ name: asked[1] }] : [];
  },
  todo: (text) => (/\b(plan|to-?dos?|checklist)\b/i.test(text) ? [{ items: listed(text) }] : []),
  ask_user: (text) => {
    const asked = /\bask\s+me\b[\s,:]*(.*)$/is.exec(text);
    if (!asked) return [];
    const [question = "", options] = (asked[1] ?? "").split(/:\s*/);
    const choices = (options ?? "")
      .split(/\s*,\s*(?:or\s+)?|\s+or\s+/i)
      .map((choice) => choice.replace(/[.?!]+$/, "").trim())
      .filter(Boolean);
    return [{ question: asQuestion(question), ...(choices.length > 1 && { choices }) }];
  },
  delegate: (text) => {
    const able = /\bdelegate\s+to\s+(?:some|any)(?:one|body)\s+for\s+([a-z-]+)[:,]?\s+(.+)/is.exec(text);
    if (able) return [{ capability: able[1]?.toLowerCase(), task: able[2] }];
    const named = /\bdelegate\s+to\s+@?([a-z0-9-]+)[:,]?\s+(.+)/is.exec(text);
    return named ? [{ agent: named[1]?.toLowerCase(), task: named[2] }] : [];
  },
  hand_off: (text) => {
    const to = /\bhand\b.{0,30}\b(?:over|off|on)\s+to\s+@?([a-z0-9-]+)/i.exec(text)?.[1];
    return to ? [{ to: to.toLowerCase(), reason: "the person asked for it" }] : [];
  },
  board: (text) => {
    const noted = /\b(?:write|put|pin)\s+(.+?)\s+on\s+the\s+board(?:\s+as\s+["'`]?([\w-]+))?/i.exec(text);
    return noted ? [{ action: "write", key: noted[2] ?? "note", value: unquoted(noted[1] ?? "") }] : [];
  },
  show_surface: surfaceCalls,
  change_surface: surfaceChanges,
  place_widget: placeCalls,
  fetch_url: (text) =>
    [...text.matchAll(/https?:\/\/[^\s"'<>)\]]+/gi)].map(([url]) => ({ url: url.replace(/[.,;!?]+$/, "") })),
};

/** The calls that one step of a message asks for. */
export function pickCalls(text: string, tools: readonly ToolSpec[]): DemoCall[] {
  if (/\b(story|essay|poem)\b/i.test(text)) return [];
  const known = tools.flatMap((tool) =>
    (rules[tool.name]?.(text) ?? [])
      .slice(0, 4)
      .map((given) => ({ tool: tool.name, arguments: fitted(tool, given, text) })),
  );
  // What is passed on is somebody else's to do.
  const passedOn = known.filter(({ tool }) => tool === "delegate" || tool === "hand_off");
  if (known.length > 0) return passedOn.length > 0 ? passedOn : known;
  const best = tools
    .filter((tool) => !(tool.name in rules))
    .map((tool) => ({ tool, fit: fitOf(text, tool) }))
    .filter(({ fit }) => fit >= 3)
    .sort((a, b) => b.fit - a.fit)[0];
  if (!best) return [];
  return [{ tool: best.tool.name, arguments: sampleOf(best.tool.parameters, text) as Record<string, unknown> }];
}

/** Only what the tool's schema knows, in the shape that it wants; what it requires besides is made up from the message. */
function fitted(tool: ToolSpec, given: Record<string, unknown>, text: string): Record<string, unknown> {
  return sampleOf(tool.parameters, text, given) as Record<string, unknown>;
}

/** How well a message fits a tool: words of its name count three, words of its description one. All words of a name must be there. */
function fitOf(text: string, tool: ToolSpec): number {
  const said = new Set(stems(text));
  if (
    text
      .toLowerCase()
      .split(/[^\w.:/-]+/)
      .includes(tool.name.toLowerCase())
  )
    return 100;
  const name = stems(tool.name);
  if (name.length > 0 && name.every((word) => said.has(word))) return 3 * name.length;
  return stems(tool.description).filter((word) => word.length > 4 && said.has(word)).length;
}

function stems(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? [])].map((word) => word.replace(/(ing|ed|es|s)$/, ""));
}

function expressions(text: string): string[] {
  const symbols = text
    .replace(/\bto the power of\b/gi, "^")
    .replace(/\b(?:multiplied by|times)\b|×/gi, "*")
    .replace(/\b(?:divided by|over)\b|÷/gi, "/")
    .replace(/\bplus\b/gi, "+")
    .replace(/\bminus\b/gi, "-")
    .replace(/https?:\/\/\S+/g, " ");
  const found = symbols.match(/[-(]*\d[\d.\s()]*(?:[-+*/^%][\s(]*-?[\d(][\d.\s()]*)+/g) ?? [];
  return found
    .map((expression) => expression.trim())
    .filter((expression) => !/^\d{4}-\d{2}-\d{2}/.test(expression) && balanced(expression));
}

function balanced(expression: string): boolean {
  return (expression.match(/\(/g)?.length ?? 0) === (expression.match(/\)/g)?.length ?? 0);
}

function listed(text: string): string[] {
  const after = text.includes(":") ? text.slice(text.indexOf(":") + 1) : "";
  const items = after
    .split(/\n|,|;|\band\b/i)
    .map((item) => item.replace(/^[\s\-*\d.)]+/, "").replace(/[.\s]+$/, ""))
    .filter((item) => item !== "");
  const about = text
    .replace(/^.*?\b(?:plan|to-?dos?|checklist)\b\s*(?:for|to|of|about)?\s*/is, "")
    .replace(/[.!?]+$/, "")
    .trim();
  return items.length > 0
    ? items
    : [`Find out what "${about || "it"}" needs`, "Do the first part", "Look at the result"];
}

function asQuestion(text: string): string {
  const words = text
    .replace(/^(about|for|which|what)\b/i, (word) => (/^(about|for)$/i.test(word) ? "" : word))
    .replace(/[.?!\s]+$/, "")
    .trim();
  return /^(something|anything|a question)?$/i.test(words)
    ? "What would you like me to do?"
    : `${words.charAt(0).toUpperCase()}${words.slice(1)}?`;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 40) || "note"
  );
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'`])(.*)\1$/s, "$2");
}
