/** Closes what a paragraph that is still being written has opened, so that marks do not show as text until their end comes. */
export function closeInline(source: string): string {
  const withoutLink = source.replace(/!?\[([^\]\n]*)\]\([^)\s]*$/, "$1").replace(/!?\[([^\]\n]*)$/, "$1");
  const outsideCode = withoutLink.replace(/(`+)(?:(?!\1)[\s\S])*?\1(?!`)/g, "");
  const openTicks = /(`+)[^`]*$/.exec(outsideCode)?.[1];
  if (openTicks) return /`+$/.test(withoutLink) ? withoutLink.replace(/`+$/, "") : `${withoutLink}${openTicks}`;
  if (count(outsideCode, /\*\*/g) % 2 === 1) return closed(withoutLink, "**");
  if (count(outsideCode, /~~/g) % 2 === 1) return closed(withoutLink, "~~");
  return withoutLink;
}

/** A mark that nothing follows yet is left out. */
function closed(source: string, mark: string): string {
  return source.endsWith(mark) ? source.slice(0, -mark.length) : `${source.trimEnd()}${mark}`;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
