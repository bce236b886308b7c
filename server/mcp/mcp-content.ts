import type { CallToolResult, ContentBlock } from "@modelcontextprotocol/client";
import type { FileInfo } from "../../lib/files/file-info.ts";
import type { Files } from "../ports/people.ts";
import type { ToolResult } from "../ports/tools.ts";

interface KeptFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
}

const mostFiles = 20;
const mostFileBytes = 8 * 1024 * 1024;

/** What a server gave, as a model reads it; pictures and other bytes become the person's files. */
export async function toolResultOf(
  result: CallToolResult,
  files: Pick<Files, "add">,
  ownerId: string,
  name: string,
): Promise<ToolResult> {
  const texts: string[] = [];
  const kept: KeptFile[] = [];
  for (const [index, block] of (result.content ?? []).entries()) {
    const bytes = bytesOf(block);
    if (bytes === null) texts.push(textOf(block));
    else texts.push(await keep(bytes, `${name}-${index + 1}`, files, ownerId, kept));
  }
  const { structuredContent } = result;
  if (texts.length === 0 && structuredContent !== undefined) texts.push(JSON.stringify(structuredContent));
  const details = {
    ...(structuredContent !== undefined && { structured: structuredContent }),
    ...(kept.length > 0 && { files: kept }),
  };
  return {
    content: texts.join("\n\n") || "The tool gave nothing back.",
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** The words with which a server said that a call failed. */
export function failureOf({ content }: CallToolResult): string {
  const words = (content ?? []).map(textOf).join("\n").trim();
  return words === "" ? "The tool failed and did not say why." : words;
}

function bytesOf(block: ContentBlock): { data: string; mediaType: string } | null {
  if (block.type === "image" || block.type === "audio") return { data: block.data, mediaType: block.mimeType };
  if (block.type === "resource" && "blob" in block.resource)
    return { data: block.resource.blob, mediaType: block.resource.mimeType ?? "application/octet-stream" };
  return null;
}

function textOf(block: ContentBlock): string {
  switch (block.type) {
    case "text":
      return block.text;
    case "resource":
      return "text" in block.resource ? `${block.resource.uri}:\n${block.resource.text}` : block.resource.uri;
    case "resource_link":
      return `${block.title ?? block.name}: ${block.uri}${block.description ? ` (${block.description})` : ""}`;
    default:
      return `[${block.type}]`;
  }
}

async function keep(
  { data, mediaType }: { data: string; mediaType: string },
  name: string,
  files: Pick<Files, "add">,
  ownerId: string,
  kept: KeptFile[],
): Promise<string> {
  const size = Math.floor((data.length * 3) / 4);
  if (size > mostFileBytes) return `[${mediaType} of ${size} bytes, too large to be kept]`;
  if (kept.length >= mostFiles) return `[${mediaType} of ${size} bytes, one of too many to be kept]`;
  const bytes = Buffer.from(data, "base64");
  const ending = /^[a-z]+\/([a-z0-9]+)/i.exec(mediaType)?.[1] ?? "bin";
  const file: FileInfo = await files.add(ownerId, `${name}.${ending}`, chunksOf(bytes));
  kept.push({ id: file.id, name: file.name, mediaType: file.mediaType, size: file.size });
  return `[${file.mediaType}, ${file.size} bytes, kept as the file ${file.name} (${file.id})]`;
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
