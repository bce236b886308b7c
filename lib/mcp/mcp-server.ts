import * as z from "zod/mini";
import { toolName } from "../agents/agent.ts";
import { approval } from "../agents/approval-policy.ts";
import type { ApprovalPolicy } from "../core/agent.ts";
import { slug } from "../core/fields.ts";

/** A server that speaks the Model Context Protocol, as people write it. */

const secretName = z.string().check(z.minLength(1), z.maxLength(100));
const plainText = z.string().check(z.maxLength(4000), z.regex(/^[^\r\n\0]*$/, "must be one line"));
/** A secret's value, with `prefix` before it; a token in `Authorization` gets `Bearer ` where nothing is said. */
const fromSecret = z.strictObject({ secret: secretName, prefix: z.optional(plainText) });
const value = z.union([plainText, fromSecret], "must be text or { secret: name }");

const headerName = z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "must be a header's name"));
const variableName = z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]{0,100}$/, "must be a variable's name"));

const address = z
  .string()
  .check(
    z.maxLength(2000),
    z.regex(/^https?:\/\/[^\s@]+$/i, "must begin with https:// or http:// and hold no password"),
  );

export const mcpTransport = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("http"),
    url: address,
    headers: z.optional(z.record(headerName, value)),
    /** Only where the server knows its clients beforehand; others introduce themselves. */
    oauth: z.optional(
      z.strictObject({
        clientId: z.optional(plainText),
        clientSecret: z.optional(z.strictObject({ secret: secretName })),
        scope: z.optional(plainText),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("stdio"),
    command: z
      .string()
      .check(z.maxLength(1000), z.regex(/^(\/|[A-Za-z]:\\)[^\0]+$/, "must be the whole path of a program")),
    args: z.optional(z.array(z.string().check(z.maxLength(4000))).check(z.maxLength(100))),
    /** All of its environment. */
    env: z.optional(z.record(variableName, value)),
  }),
]);
export type McpTransport = z.infer<typeof mcpTransport>;

export const mcpToolSetting = z.strictObject({
  enabled: z.optional(z.boolean()),
  /** What agents call it by; otherwise `mcp_server_tool`. */
  name: z.optional(toolName),
  approval: z.optional(approval),
});
export type McpToolSetting = z.infer<typeof mcpToolSetting>;

/** `null` takes back what was said. */
export const mcpToolChange = z.strictObject({
  enabled: z.optional(z.boolean()),
  name: z.optional(z.nullable(toolName)),
  approval: z.optional(z.nullable(approval)),
});
export type McpToolChange = z.infer<typeof mcpToolChange>;

export const mcpServerDefinition = z.strictObject({
  name: slug.check(z.maxLength(32)),
  transport: mcpTransport,
  enabled: z.optional(z.boolean()),
  /** Of tools that have no policy of their own. */
  approval: z.optional(approval),
  /** For one call. */
  timeoutMs: z.optional(z.int().check(z.minimum(1_000), z.maximum(3_600_000))),
  tools: z.optional(z.record(z.string().check(z.minLength(1), z.maxLength(200)), mcpToolSetting)),
});
export type McpServerDefinition = z.infer<typeof mcpServerDefinition>;

export const mcpServerChange = z.partial(
  z.strictObject({
    transport: mcpTransport,
    enabled: z.boolean(),
    approval: z.nullable(approval),
    timeoutMs: mcpServerDefinition.shape.timeoutMs,
    tools: mcpServerDefinition.shape.tools,
  }),
);
export type McpServerChange = z.infer<typeof mcpServerChange>;

export interface McpServer {
  name: string;
  /** Whose secrets it uses. */
  ownerId: string;
  transport: McpTransport;
  enabled: boolean;
  /** None: what the server says of each tool decides. */
  approval: ApprovalPolicy | null;
  timeoutMs: number;
  tools: Record<string, McpToolSetting>;
  createdAt: string;
  changedAt: string;
}

export type McpState = "off" | "connecting" | "connected" | "waiting" | "unauthorized";

export interface McpHealth {
  state: McpState;
  since: string;
  /** Why it is not connected. */
  error: string | null;
  /** In a row, without a connection. */
  failures: number;
  nextTryAt: string | null;
  /** What it says of itself. */
  server: { name: string; version: string; protocol: string } | null;
  pid: number | null;
}

/** A tool as its server tells it. */
export interface McpToolInfo {
  name: string;
  title?: string;
  description: string;
  inputSchema: Record<string, unknown>;
  readOnly: boolean;
  idempotent: boolean;
  /** The `ui://` address of the app that shows its results. */
  app?: string;
}

/** A resource or a prompt. */
export interface McpOffer {
  /** A resource's address, or a prompt's name. */
  id: string;
  title: string;
  description: string;
  mediaType?: string;
}

export interface McpLogLine {
  at: string;
  from: "server" | "connection";
  level: string;
  text: string;
}

/** What people said of one of its tools. */
export function settingOf({ tools }: Pick<McpServer, "tools">, tool: string): McpToolSetting {
  return (Object.hasOwn(tools, tool) && tools[tool]) || {};
}

/** The name that agents call a tool by, where nobody gave it another one. */
export function mcpToolName(server: string, tool: string): string {
  return `mcp_${server}_${tool}`.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 128);
}
