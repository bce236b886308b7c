import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A page of Markdown in the project's folder `docs`. */
export interface Guide {
  slug: string;
  title: string;
  address: string;
  markdown: string;
}

/** In the order in which one reads them; any other guide comes after these. */
const order = [
  "getting-started",
  "concepts",
  "chatting",
  "surfaces",
  "workflows",
  "runs",
  "functions",
  "tools-and-mcp",
  "rest-and-socket",
  "configuration",
  "operating",
  "security",
];

export async function readGuides(): Promise<Guide[]> {
  const guides = await readFolder("docs", "/docs");
  const place = ({ slug }: Guide) => (order.includes(slug) ? order.indexOf(slug) : order.length);
  return guides.sort((a, b) => place(a) - place(b));
}

/** Why things are as they are, in the order in which it was decided. */
export async function readDecisions(): Promise<Guide[]> {
  return readFolder(join("docs", "decisions"), "/docs/decisions");
}

/** Read anew each time: a few small files, and what was edited is there at once. */
async function readFolder(folder: string, address: string): Promise<Guide[]> {
  const path = join(process.cwd(), folder);
  const names = (await readdir(path)).filter((name) => /^[a-z0-9-]+\.md$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const slug = name.slice(0, -".md".length);
      const markdown = await readFile(join(path, name), "utf8");
      const title = /^# (.+)$/m.exec(markdown)?.[1] ?? slug;
      return { slug, title, address: `${address}/${slug}`, markdown };
    }),
  );
}
