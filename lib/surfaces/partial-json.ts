/**
 * Reads JSON while it arrives. After every piece `value` is what can be known: texts as far as they go, lists and objects
 * with what they hold so far; a number or a word counts once it has ended. It never throws: behind the first character
 * that is no JSON nothing more is read. Each character is read once, however many pieces there are.
 */
export class PartialJson {
  value: unknown = undefined;
  /** The text was JSON so far. */
  ok = true;
  /** Raised whenever something in `value` changed. */
  version = 0;
  private readonly open: Container[] = [];
  private expects: "value" | "first-or-end" | "key" | "colon" | "comma-or-end" | "nothing" = "value";
  private token: Token | null = null;
  private readonly deepest: number;

  constructor(deepest = 64) {
    this.deepest = deepest;
  }

  push(text: string): this {
    for (let at = 0; at < text.length && this.ok; ) at = this.read(text, at);
    if (this.token?.is === "text") this.showText(this.token);
    return this;
  }

  /** The text has ended: a number at its very end counts too. Gives whether it was one whole JSON value. */
  finish(): boolean {
    if (this.token?.is === "word") this.endWord(this.token);
    return this.ok && this.token === null && this.expects === "nothing";
  }

  private read(text: string, at: number): number {
    const { token } = this;
    if (token?.is === "text") return this.readText(token, text, at);
    const character = text[at] as string;
    if (token?.is === "word") {
      if (/[-+.0-9A-Za-z]/.test(character)) {
        token.raw += character;
        if (token.raw.length > 400) this.ok = false;
        return at + 1;
      }
      this.endWord(token);
      return at;
    }
    if (character === " " || character === "\n" || character === "\r" || character === "\t") return at + 1;
    this.readMark(character);
    return at + 1;
  }

  private readMark(character: string): void {
    const container = this.open.at(-1);
    switch (this.expects) {
      case "comma-or-end":
        if (container && character === container.end) return this.close();
        if (character !== ",") return this.break();
        this.expects = container?.kind === "object" ? "key" : "value";
        return;
      case "colon":
        if (character !== ":") return this.break();
        this.expects = "value";
        return;
      case "first-or-end":
        if (container && character === container.end) return this.close();
        this.expects = container?.kind === "object" ? "key" : "value";
        return this.readMark(character);
      case "key":
        if (character !== '"') return this.break();
        this.token = { is: "text", text: "", raw: [], escape: "", isKey: true };
        return;
      case "value":
        return this.beginValue(character);
      case "nothing":
        return this.break();
    }
  }

  private beginValue(character: string): void {
    if (character === '"') this.token = { is: "text", text: "", raw: [], escape: "", isKey: false };
    else if (character === "{" || character === "[") {
      if (this.open.length >= this.deepest) return this.break();
      const kind = character === "{" ? "object" : "list";
      const container: Container = {
        kind,
        value: kind === "object" ? {} : [],
        end: kind === "object" ? "}" : "]",
        key: "",
      };
      this.place(container.value);
      this.open.push(container);
      this.expects = "first-or-end";
    } else if (/[-0-9tfn]/.test(character)) this.token = { is: "word", raw: character };
    else this.break();
  }

  private readText(token: TextToken, text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const character = text[at] as string;
      if (token.escape !== "") {
        token.escape += character;
        at++;
        const decoded = decodeEscape(token.escape);
        if (decoded === null) {
          this.break();
          return at;
        }
        if (decoded !== undefined) {
          token.raw.push(decoded);
          token.escape = "";
        }
        continue;
      }
      if (character === "\\") {
        token.escape = "\\";
        at++;
        continue;
      }
      if (character === '"') {
        this.endText(token);
        return at + 1;
      }
      const end = endOfPlain(text, at);
      if (end === at) {
        this.break();
        return at + 1;
      }
      token.raw.push(text.slice(at, end));
      at = end;
    }
    return at;
  }

  private endText(token: TextToken): void {
    const text = token.text + token.raw.join("");
    this.token = null;
    if (token.isKey) {
      (this.open.at(-1) as Container).key = text;
      this.expects = "colon";
      return;
    }
    this.place(text, token.shown === true);
    this.valueEnded();
  }

  /** What is known of a text that has not ended. */
  private showText(token: TextToken): void {
    if (token.isKey || (token.raw.length === 0 && token.shown)) return;
    token.text += token.raw.join("");
    token.raw = [];
    this.place(token.text, token.shown === true);
    token.shown = true;
  }

  private endWord({ raw }: { raw: string }): void {
    this.token = null;
    const value = wordValue(raw);
    if (value === undefined) return this.break();
    this.place(value);
    this.valueEnded();
  }

  private place(value: unknown, again = false): void {
    this.version++;
    const container = this.open.at(-1);
    if (!container) this.value = value;
    else if (container.kind === "list") {
      const list = container.value as unknown[];
      if (again) list[list.length - 1] = value;
      else list.push(value);
    } else if (container.key !== "__proto__") (container.value as Record<string, unknown>)[container.key] = value;
  }

  private close(): void {
    this.open.pop();
    this.version++;
    this.valueEnded();
  }

  private valueEnded(): void {
    this.expects = this.open.length === 0 ? "nothing" : "comma-or-end";
  }

  private break(): void {
    // What was known of a text stays, wherever the pieces ended.
    if (this.token?.is === "text") this.showText(this.token);
    this.ok = false;
    this.token = null;
  }
}

interface Container {
  kind: "object" | "list";
  value: unknown;
  end: string;
  key: string;
}

interface TextToken {
  is: "text";
  /** What was shown of it already, and what came since. */
  text: string;
  raw: string[];
  /** An escape that has begun. */
  escape: string;
  isKey: boolean;
  shown?: boolean;
}

type Token = TextToken | { is: "word"; raw: string };

const escapes: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The character that an escape means; undefined while it has not ended, null where it is none. */
function decodeEscape(begun: string): string | undefined | null {
  if (begun.length === 1) return undefined;
  const kind = begun[1] as string;
  if (kind !== "u") return escapes[kind] ?? null;
  if (!/^\\u[0-9a-fA-F]{0,4}$/.test(begun)) return null;
  return begun.length < 6 ? undefined : String.fromCharCode(Number.parseInt(begun.slice(2), 16));
}

/** Where the characters end that stand for themselves. */
function endOfPlain(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 92 || code < 32) break;
  }
  return at;
}

function wordValue(raw: string): unknown {
  if (raw === "true") return true;
  if (raw === "false") return false;
  if (raw === "null") return null;
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(raw) ? Number(raw) : undefined;
}
