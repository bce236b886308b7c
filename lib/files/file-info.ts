/** What is known of a file that somebody sent. */
export interface FileInfo {
  id: string;
  name: string;
  /** As the bytes say, whatever the sender said. */
  mediaType: string;
  size: number;
  sha256: string;
  status: "parsing" | "ready" | "failed";
  pages: number | null;
  /** A guess, of its text. */
  tokens: number | null;
  error: string | null;
  createdAt: string;
}
