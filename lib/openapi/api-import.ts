import * as z from "zod/mini";
import { approval } from "../agents/approval-policy.ts";
import type { ApprovalPolicy } from "../core/agent.ts";
import { slug } from "../core/fields.ts";
import type { ApiOperation } from "./operation.ts";

const url = z
  .string()
  .check(
    z.maxLength(2000),
    z.regex(/^https?:\/\/[^\s@]+$/i, "must begin with https:// or http:// and hold no password"),
  );

const secret = z.string().check(z.minLength(1), z.maxLength(100));

export const apiAuth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bearer"), secret }),
  z.strictObject({
    type: z.literal("header"),
    name: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/, "must be a header's name")),
    secret,
  }),
  z.strictObject({ type: z.literal("query"), name: z.string().check(z.minLength(1), z.maxLength(100)), secret }),
]);
export type ApiAuth = z.infer<typeof apiAuth>;

const given = {
  url: z.optional(url),
  /** JSON or YAML as text, or the document itself. */
  document: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())], "must be text or an object")),
};
const oneOfThem = z.refine<{ url?: unknown; document?: unknown }>(
  (body) => (body.url === undefined) !== (body.document === undefined),
  { path: ["url"], message: "give either url or document" },
);

export const apiPreview = z.strictObject(given).check(oneOfThem);

export const apiImportRequest = z
  .strictObject({
    name: slug.check(z.maxLength(32)),
    ...given,
    /** Where the API is, if the description does not say it, or says it wrongly. */
    baseUrl: z.optional(url),
    /** Ids, as the preview tells them. */
    operations: z.array(z.string().check(z.maxLength(100))).check(z.minLength(1), z.maxLength(200)),
    auth: z.optional(apiAuth),
    /** None: what reads runs at once, what changes something needs a yes. */
    approval: z.optional(approval),
  })
  .check(oneOfThem);
export type ApiImportRequest = z.infer<typeof apiImportRequest>;

export interface ApiImport {
  name: string;
  title: string;
  /** Whose secret it uses. */
  ownerId: string;
  baseUrl: string;
  sourceUrl: string | null;
  auth: ApiAuth | null;
  approval: ApprovalPolicy | null;
  operations: ApiOperation[];
  createdAt: string;
}

export function apiToolName(api: string, operation: string): string {
  return `${api.replaceAll("-", "_")}_${operation}`;
}
