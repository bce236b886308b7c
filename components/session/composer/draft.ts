/** What a person has begun to write, kept on this machine until it is sent. */
export const drafts = {
  read(key: string): string {
    try {
      return localStorage.getItem(nameOf(key)) ?? "";
    } catch {
      return "";
    }
  },
  write(key: string, text: string): void {
    try {
      if (text === "") localStorage.removeItem(nameOf(key));
      else localStorage.setItem(nameOf(key), text);
    } catch {
      // A full or forbidden store costs the draft, not the message.
    }
  },
};

function nameOf(key: string): string {
  return `troupe:draft:${key}`;
}
