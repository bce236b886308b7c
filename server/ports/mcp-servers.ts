import type { ApprovalPolicy } from "../../lib/core/agent.ts";
import type {
  McpHealth,
  McpLogLine,
  McpOffer,
  McpServer,
  McpServerChange,
  McpServerDefinition,
  McpToolChange,
  McpToolInfo,
} from "../../lib/mcp/mcp-server.ts";
import type { Tool } from "./tools.ts";

/** Servers of the Model Context Protocol: their definitions, their connections, and what they offer beside tools. */
export interface McpServers {
  /** Programs that may be servers; the operator names them. */
  readonly programs: readonly string[];
  list(): McpServerView[];
  get(name: string): McpServerView | null;
  /** Throws `conflict` for a name that is taken, `forbidden` for a program that the operator does not allow. */
  add(ownerId: string, definition: McpServerDefinition): Promise<McpServerView>;
  change(name: string, change: McpServerChange): Promise<McpServerView>;
  changeTool(name: string, tool: string, change: McpToolChange): Promise<McpServerView>;
  remove(name: string): Promise<void>;
  /** Connects anew where it is not connected, and asks whether it answers. */
  test(name: string): Promise<McpServerView>;
  /** One of its tools as agents get it, also while agents do not. */
  tool(name: string, tool: string): Tool | null;
  resources(name: string): Promise<McpOffer[]>;
  prompts(name: string): Promise<McpOffer[]>;
  /** The page of an app of its, to be shown in a frame that reaches nothing. */
  app(name: string, uri: string): Promise<string>;
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
