import type { McpLogLine } from "../../lib/mcp/mcp-server.ts";

const mostLines = 200;
const longestLine = 2_000;

/** The last words of one server, and what became of its connection. In memory, without secrets. */
export class ConnectionLog {
  private readonly lines: McpLogLine[] = [];
  private readonly now: () => Date;
  private readonly clean: (text: string) => string;

  constructor(now: () => Date, clean: (text: string) => string) {
    this.now = now;
    this.clean = clean;
  }

  add(from: McpLogLine["from"], level: string, text: string): void {
    // Cleaned before it is cut: of a secret that stands there, a part would stay.
    const cut = this.clean(text.slice(0, 10 * longestLine)).slice(0, longestLine);
    this.lines.push({ at: this.now().toISOString(), from, level, text: cut });
    if (this.lines.length > mostLines) this.lines.shift();
  }

  all(): McpLogLine[] {
    return [...this.lines];
  }
}
