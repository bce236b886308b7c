import type { Tool, ToolSource, Tools } from "../ports/tools.ts";

/**
 * All tools of all sources, as they stand now. Where two tools have one name, the one of the first source counts, and
 * `warn` says so once.
 */
export function createTools(sources: readonly ToolSource[], warn: (sentence: string) => void = console.error): Tools {
  const warned = new Set<string>();
  let seen: (readonly Tool[])[] = [];
  let byName = new Map<string, Tool>();

  function current(): Map<string, Tool> {
    const lists = sources.map((source) => source.tools());
    if (lists.length === seen.length && lists.every((list, index) => list === seen[index])) return byName;
    seen = lists;
    byName = new Map();
    for (const tool of lists.flat()) {
      if (!byName.has(tool.name)) byName.set(tool.name, tool);
      else if (!warned.has(tool.name)) {
        warned.add(tool.name);
        warn(`There are two tools named "${tool.name}"; the first one is used. Rename the other one to use both.`);
      }
    }
    return byName;
  }

  return { list: () => [...current().values()], get: (name) => current().get(name) };
}
