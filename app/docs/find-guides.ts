interface Findable {
  title: string;
  markdown: string;
}

/** Those whose title and headings have all of the words; no words find all. */
export function findGuides<T extends Findable>(guides: readonly T[], query: string): T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return guides.filter(({ title, markdown }) => {
    const headings = [...withoutCode(markdown).matchAll(/^#{1,4} (.+)$/gm)].map(([, heading]) => heading);
    const text = [title, ...headings].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, "");
}
