/** What a session is called until its first message gives it a name. */
export const untitled = "New conversation";

/** The first words of what was said, as a session's title. */
export function titleFrom(content: string): string {
  const line = content.replace(/\s+/g, " ").trim();
  const cut = line.length <= 60 ? line : `${line.slice(0, 60).replace(/\s+\S*$/, "")}…`;
  return cut.toWellFormed() || untitled;
}
