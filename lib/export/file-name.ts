const longest = 80;

/** A title as the name of a file that every system takes. */
export function fileName(title: string, ending: string): string {
  const plain = title
    .toWellFormed()
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "-")
    .replace(/\s+/g, " ")
    .replace(/^[\s.-]+|[\s.-]+$/g, "");
  const name = Array.from(plain).slice(0, longest).join("").trimEnd();
  return `${name || "conversation"}.${ending}`;
}
