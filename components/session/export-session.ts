import { announce } from "../ui/announce.ts";
import { copyText } from "../ui/copy-text.ts";
import { toast } from "../ui/toast.ts";
import { downloadText } from "./markdown/download-text.ts";
import { aroundStrings } from "./strings-around.ts";

export const exportFormats = ["markdown", "json", "html"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const words = aroundStrings.export;
const mediaTypes: Record<ExportFormat, string> = {
  markdown: "text/markdown",
  json: "application/json",
  html: "text/html",
};
const endings: Record<ExportFormat, string> = { markdown: "md", json: "json", html: "html" };

/** The session as the server writes it down, kept as a file under the name that the server gives. */
export async function downloadSession(sessionId: string, format: ExportFormat): Promise<void> {
  try {
    const { text, name } = await read(sessionId, format);
    downloadText(text, name ?? `${sessionId}.${endings[format]}`, mediaTypes[format]);
  } catch (error) {
    sayFailure(error);
  }
}

export async function copySession(sessionId: string): Promise<void> {
  try {
    const { text } = await read(sessionId, "markdown");
    if (!(await copyText(text))) throw new Error(aroundStrings.message.copyFailed);
    toast({ title: words.copied, tone: "success" });
    announce(words.copied);
  } catch (error) {
    sayFailure(error);
  }
}

async function read(sessionId: string, format: ExportFormat): Promise<{ text: string; name: string | null }> {
  const answer = await fetch(`/api/v1/sessions/${sessionId}/export?format=${format}`);
  if (!answer.ok) {
    const { detail } = ((await answer.json().catch(() => null)) ?? {}) as { detail?: string };
    throw new Error(detail ?? `The server answered ${answer.status}.`);
  }
  return { text: await answer.text(), name: nameIn(answer.headers.get("content-disposition")) };
}

/** The file's name as the header tells it. */
export function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  const plain = /filename="([^"]*)"/.exec(disposition ?? "")?.[1] ?? null;
  try {
    return encoded === undefined ? plain : decodeURIComponent(encoded);
  } catch {
    return plain;
  }
}

function sayFailure(error: unknown): void {
  toast({
    title: words.failed,
    description: error instanceof Error ? error.message : String(error),
    tone: "destructive",
  });
}
