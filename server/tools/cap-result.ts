import type { ToolResult } from "../ports/tools.ts";

const mostContentBytes = 64 * 1024;
const mostDetailBytes = 256 * 1024;
const mostProgressBytes = 16 * 1024;

/** A result that fits the log and a model's context. What was cut is said where it was cut. */
export function capResult({ content, details, events, failed }: ToolResult): ToolResult {
  const capped: ToolResult = { content: capText(String(content)) };
  if (details !== undefined) capped.details = capDetails(details);
  if (events !== undefined && events.length > 0) capped.events = events;
  if (failed !== undefined) capped.failed = failed;
  return capped;
}

/** Cuts at a whole character. */
function capText(text: string): string {
  if (text.length * 3 <= mostContentBytes || Buffer.byteLength(text) <= mostContentBytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(mostContentBytes));
  return `${text.slice(0, read)}\n\n[Cut here: ${text.length - read} of ${text.length} characters are missing. Ask for less at once.]`;
}

/** As the log will give it back: plain JSON, or a word about why it is not there. */
function capDetails(details: unknown): unknown {
  const json = asJson(details);
  if (json === null) return { cut: true, reason: "not JSON" };
  const bytes = Buffer.byteLength(json);
  return bytes > mostDetailBytes ? { cut: true, reason: "too large", bytes } : JSON.parse(json);
}

export function fitsProgress(value: unknown): boolean {
  const json = asJson(value);
  return json !== null && json.length <= mostProgressBytes;
}

function asJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
