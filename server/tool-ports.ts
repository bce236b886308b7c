import type { ApprovalPolicy } from "../lib/core/agent.ts";
import type {
  McpHealth,
  McpLogLine,
  McpOffer,
  McpServer,
  McpServerChange,
  McpServerDefinition,
  McpToolInfo,
  McpToolSetting,
} from "../lib/mcp/mcp-server.ts";
import type { ApiImport, ApiImportRequest } from "../lib/openapi/api-import.ts";
import type { ApiDescription } from "../lib/openapi/operation.ts";
import type { RuleVerdict, ToolRule, ToolRuleRequest } from "../lib/tools/tool-rule.ts";
import type { Tool } from "./ports.ts";

/** Servers of the Model Context Protocol: their definitions, their connections, and what they offer beside tools. */
export interface McpServers {
  /** Programs that may be servers; the operator names them. */
  readonly programs: readonly string[];
  list(): McpServerView[];
  get(name: string): McpServerView | null;
  /** Throws `conflict` for a name that is taken, `forbidden` for a program that the operator does not allow. */
  add(ownerId: string, definition: McpServerDefinition): Promise<McpServerView>;
  change(name: string, change: McpServerChange): Promise<McpServerView>;
  changeTool(name: string, tool: string, setting: McpToolSetting): Promise<McpServerView>;
  remove(name: string): Promise<void>;
  /** Connects anew where it is not connected, and asks whether it answers. */
  test(name: string): Promise<McpServerView>;
  /** One of its tools as agents get it, also while agents do not. */
  tool(name: string, tool: string): Tool | null;
  resources(name: string): Promise<McpOffer[]>;
  prompts(name: string): Promise<McpOffer[]>;
  log(name: string): McpLogLine[];
  /** Where the person is to go to authorize us; null where that is done already. */
  authorize(name: string, redirectUrl: string): Promise<string | null>;
  /** Called when the person comes back: gives the server's name. */
  authorized(ownerId: string, answer: URLSearchParams): Promise<string>;
}

export interface McpServerView {
  server: McpServer;
  health: McpHealth;
  tools: (McpToolInfo & { as: string; enabled: boolean; approval: ApprovalPolicy })[];
}

/** What people say about tools, for all their agents or for one. */
export interface ToolRules {
  list(ownerId: string): ToolRule[];
  /** The rule that counts for this call; null where none does. Asked for every call, from memory. */
  verdict(ownerId: string, agent: string, tool: string): RuleVerdict | null;
  put(ownerId: string, rule: ToolRuleRequest): Promise<ToolRule>;
  /** False if there is no such rule. */
  delete(ownerId: string, tool: string, agent: string | null): Promise<boolean>;
}

/** APIs whose operations are tools, from their OpenAPI descriptions. */
export interface ApiImports {
  list(): ApiImport[];
  /** What a description offers. Nothing is kept. */
  preview(given: {
    url?: string | undefined;
    document?: unknown;
  }): Promise<ApiDescription & { baseUrl: string | null }>;
  add(ownerId: string, request: ApiImportRequest): Promise<ApiImport>;
  /** False if there is no such import. */
  remove(name: string): Promise<boolean>;
}
