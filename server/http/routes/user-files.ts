import { z } from "zod";
import { AppError, isAppError } from "../../../lib/core/errors.ts";
import { type UserFile, userFiles } from "../../user-files/user-files.ts";
import { json, text } from "../answer.ts";
import { type Call, route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Files";

const file = z
  .object({ name: z.string(), mediaType: z.string(), bytes: z.number(), url: z.string() })
  .meta({ id: "UserFile" });
const params = z.strictObject({ userId: z.string().max(200).describe("`me`, or your own id.") });
const fileParams = params.extend({ name: z.string().max(300) });

type Asking = Pick<Call, "runtime" | "principal">;

/** Written anew for each question: what a person said and had done, to be read without this server. */
async function filesOf({ runtime, principal }: Asking, userId: string): Promise<UserFile[]> {
  if (userId !== "me" && userId !== principal.userId) throw new AppError("not_found", `There is no user "${userId}".`);
  return userFiles(principal.userId, {
    listSessions: (ownerId) => allSessions(runtime, ownerId),
    loadState: (sessionId) => runtime.state(principal, sessionId).catch(nullIfGone),
    userData: runtime.ports.userData,
  });
}

async function allSessions({ ports }: Call["runtime"], ownerId: string): Promise<{ id: string }[]> {
  const all: { id: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await ports.lists.sessions({ ownerId, limit: 500, ...(cursor && { cursor }) });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}

function nullIfGone(error: unknown): null {
  if (isAppError(error) && error.code === "not_found") return null;
  throw error;
}

function listAt(id: string, path: string, summary: string) {
  return route({
    id,
    method: "GET",
    path,
    tag,
    summary,
    params,
    answers: { 200: { description: "All files", schema: pageOf(file) } },
    async handle(call) {
      const files = await filesOf(call, call.params.userId);
      const url = (name: string) => `/api/v1/users/${call.params.userId}/files/${encodeURIComponent(name)}`;
      return json(200, {
        items: files.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes, url: url(name) })),
        nextCursor: null,
      });
    },
  });
}

function readAt(id: string, path: string, summary: string) {
  return route({
    id,
    method: "GET",
    path,
    tag,
    summary,
    params: fileParams,
    answers: { 200: { description: "The file", mediaType: "text/markdown" } },
    async handle(call) {
      const found = (await filesOf(call, call.params.userId)).find((each) => each.name === call.params.name);
      if (!found) throw new AppError("not_found", `There is no file "${call.params.name}".`);
      return text(`${found.mediaType}; charset=utf-8`, found.read());
    },
  });
}

export const userFileRoutes = [
  listAt(
    "listUserFiles",
    "/api/v1/users/{userId}/files",
    "List your files: conversations, notes, what each agent did and kept",
  ),
  readAt("getUserFile", "/api/v1/users/{userId}/files/{name}", "Read one of your files"),
  listAt("listUserFilesAlias", "/api/v1/user/{userId}/files", "The same under its older name"),
  readAt("getUserFileAlias", "/api/v1/user/{userId}/files/{name}", "The same under its older name"),
];
