import { type Action, actionsNow } from "../ui/actions.ts";

export interface PaletteGroup {
  value: string;
  items: Action[];
}

/**
 * Everything that fits the words, under its headings: what is urgent first, then what the page offers, before what every
 * page does. `more` was found by the words already.
 */
export function paletteGroups(words: string, more: readonly Action[], urgent: readonly Action[] = []): PaletteGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, group, keywords = "" }: Action) => {
    const text = `${label} ${group} ${keywords}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const own = actionsNow().filter((action) => action.run && !action.notInPalette && fits(action));
  const groups = new Map<string, Action[]>();
  for (const action of [...urgent.filter(fits), ...own, ...more]) {
    const items = groups.get(action.group) ?? [];
    if (!items.some((item) => item.id === action.id)) items.push(action);
    groups.set(action.group, items);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}
