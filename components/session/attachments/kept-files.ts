import type { FileInfo } from "../../../lib/files/file-info.ts";

/** The files of a draft, kept on this machine beside its words. The bytes are on the server already. */
export function keptFiles(draftKey: string) {
  const name = `troupe:draft-files:${draftKey}`;
  return {
    read(): FileInfo[] {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
        return Array.isArray(kept) ? (kept as FileInfo[]) : [];
      } catch {
        return [];
      }
    },
    write(files: readonly FileInfo[]): void {
      try {
        if (files.length === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(files));
      } catch {
        // A full or forbidden store costs the draft, not the message.
      }
    },
  };
}
