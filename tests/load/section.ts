/** The section of a page under that title; empty where it has none. */
export function sectionOf(page: string, title: string): string {
  const at = page.indexOf(title);
  if (at < 0) return "";
  const next = page.indexOf("\n## ", at + title.length);
  return page.slice(at, next < 0 ? undefined : next + 1);
}

/** The page with this section in the place of the one that it had under the title, or at its end. */
export function withSection(page: string, title: string, section: string): string {
  const old = sectionOf(page, title);
  // Another section may stand behind it.
  if (old !== "") return page.replace(old, () => (page.endsWith(old) ? section : `${section}\n`));
  return section === "" ? page : `${page.trimEnd()}\n\n${section}`;
}
