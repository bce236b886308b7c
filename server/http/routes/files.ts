import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { count, id } from "../../../lib/core/fields.ts";
import type { FileInfo } from "../../../lib/files/file-info.ts";
import { type Answer, json, noContent } from "../answer.ts";
import { contentDisposition } from "../content-disposition.ts";
import { linger } from "../read-body.ts";
import { type Call, route } from "../route.ts";

const tag = "Files";

const file = z
  .object({
    id,
    name: z.string(),
    mediaType: z.string().describe("As the bytes say, whatever the sender said."),
    size: count,
    sha256: z.string(),
    status: z
      .enum(["parsing", "ready", "failed"])
      .describe("Only what is `ready` can be attached; `parsing` takes moments."),
    pages: z.nullable(count),
    tokens: z.nullable(count).describe("About how many its text has; null where it says nothing in words."),
    error: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: "File" }) satisfies z.ZodType<FileInfo>;

const params = z.strictObject({ fileId: id });
const images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

export const fileRoutes = [
  route({
    id: "addFile",
    method: "POST",
    path: "/api/v1/files",
    tag,
    summary: "Send a file, to attach it to messages",
    description:
      "The body is the file itself. Texts, PDF and DOCX are read in the background, as `status` says; PNG, JPEG, GIF and WebP are shown to models that look at images.",
    query: z.strictObject({
      name: z
        .string()
        .min(1)
        .max(255)
        .regex(/^[^\p{Cc}/\\]+$/u, "must not hold slashes or control characters"),
    }),
    bytes: true,
    answers: { 201: { description: "The file; Location names it", schema: file } },
    async handle({ runtime: { ports }, principal, request, query }) {
      const { files } = ports;
      if (Number(request.headers["content-length"] ?? 0) > files.mostBytes) throw tooLarge(request, files.mostBytes);
      const added = await files.add(principal.userId, query.name, bytesOf(request)).catch((error: unknown) => {
        linger(request);
        throw request.errored && !request.complete ? brokenOff() : error;
      });
      return json(201, added, { location: `/api/v1/files/${added.id}` });
    },
  }),
  route({
    id: "getFile",
    method: "GET",
    path: "/api/v1/files/{fileId}",
    tag,
    summary: "Read what is known of a file",
    params,
    answers: { 200: { description: "The file", schema: file } },
    handle: async (call) => json(200, await infoOf(call, call.params.fileId)),
  }),
  route({
    id: "getFileContent",
    method: "GET",
    path: "/api/v1/files/{fileId}/content",
    tag,
    summary: "Get a file as it was sent",
    params,
    answers: { 200: { description: "Its bytes", mediaType: "application/octet-stream" } },
    async handle(call): Promise<Answer> {
      const info = await infoOf(call, call.params.fileId);
      const bytes = await call.runtime.ports.files.bytes(call.principal.userId, info.id);
      if (!bytes) throw notFound(info.id);
      const isImage = images.includes(info.mediaType);
      return {
        stream(response, headers) {
          response.writeHead(200, {
            ...headers,
            "content-type": isImage ? info.mediaType : "application/octet-stream",
            "content-length": String(bytes.byteLength),
            "content-disposition": contentDisposition(isImage ? "inline" : "attachment", info.name),
            "content-security-policy": "sandbox; default-src 'none'",
            "cross-origin-resource-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "cache-control": "private, max-age=86400, immutable",
          });
          response.end(bytes);
        },
      };
    },
  }),
  route({
    id: "deleteFile",
    method: "DELETE",
    path: "/api/v1/files/{fileId}",
    tag,
    summary: "Delete a file",
    description: "Messages that it is attached to keep its name; no model reads it any more.",
    params,
    answers: { 204: { description: "It is gone" } },
    async handle({ runtime: { ports }, principal, params: { fileId } }) {
      if (!(await ports.files.remove(principal.userId, fileId))) throw notFound(fileId);
      return noContent();
    },
  }),
];

async function infoOf({ runtime, principal }: Pick<Call, "runtime" | "principal">, fileId: string): Promise<FileInfo> {
  const info = await runtime.ports.files.info(principal.userId, fileId);
  if (!info) throw notFound(fileId);
  return info;
}

/** The client is to read the refusal, so what breaks off must not close the connection. */
function bytesOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}

function notFound(fileId: string): AppError {
  return new AppError("not_found", `There is no file "${fileId}".`);
}

function tooLarge(request: IncomingMessage, mostBytes: number): AppError {
  linger(request);
  return new AppError("too_large", `The file is larger than ${mostBytes} bytes. Send less, or raise MAX_UPLOAD_BYTES.`);
}

function brokenOff(): AppError {
  return new AppError("invalid", "The connection was closed in the middle of the file.");
}
