import type { Tool } from "../ports/tools.ts";

/** Those whose names and descriptions say most of the words: a word in the name counts three. */
export function bestTools(tools: readonly Tool[], query: string, limit: number): Tool[] {
  const wanted = words(query);
  return tools
    .map((tool) => ({ tool, fit: fitOf(tool, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || a.tool.name.localeCompare(b.tool.name))
    .slice(0, limit)
    .map(({ tool }) => tool);
}

function fitOf({ name, description }: Tool, wanted: readonly string[]): number {
  const inName = words(name);
  const inDescription = words(description);
  let fit = 0;
  for (const word of wanted) {
    if (inName.some((each) => isLike(each, word))) fit += 3;
    if (inDescription.some((each) => isLike(each, word))) fit += 1;
  }
  return fit;
}

/** "files" and "file", "calculator" and "calculate": they begin alike, but for the last letters of the shorter one. */
function isLike(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  let alike = 0;
  while (alike < length && a[alike] === b[alike]) alike++;
  return a === b || (alike >= 4 && alike >= length - 2);
}

function words(text: string): string[] {
  return text
    .slice(0, 5_000)
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
