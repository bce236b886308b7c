import { z } from "zod";
import { AppError } from "../../lib/core/errors.ts";
import { id } from "../../lib/core/fields.ts";
import { redactBySchema } from "../../lib/functions/redact-by-schema.ts";
import type { Tool, ToolContext, ToolOutcome } from "../ports/tools.ts";
import { type Answer, json } from "./answer.ts";
import { problem } from "./problem.ts";
import type { Call } from "./route.ts";

export const toolCall = z
  .strictObject({
    tool: z.string().min(1).max(200).optional(),
    name: z.string().min(1).max(200).optional().describe("Another name for `tool`."),
    arguments: z.record(z.string(), z.unknown()).default({}),
    sessionId: z.optional(id).describe("Where the tool reads or changes a session."),
  })
  .refine((body) => (body.tool === undefined) !== (body.name === undefined), {
    path: ["tool"],
    message: "name the tool as either tool or name",
    when: () => true,
  })
  .meta({ id: "ToolCall" });

type Asking = Pick<Call, "runtime" | "principal" | "key" | "request">;

export const toolCallAnswer = z.object({
  ok: z.literal(true),
  tool: z.string(),
  callId: z.string(),
  content: z.string().describe("What a model would read."),
  details: z.unknown().optional().describe("The same for programs, where the tool has it."),
  ms: z.number(),
});

/** Runs a tool for a person: checked, timed, recorded, and what it changes in a session is appended there. */
export function callTool(call: Asking, body: z.output<typeof toolCall>): Promise<Answer> {
  const name = (body.tool ?? body.name) as string;
  const tool = call.runtime.ports.tools.get(name);
  if (!tool) throw new AppError("not_found", `There is no tool "${name}". GET /api/v1/tools lists them.`);
  return callThisTool(call, tool, body.arguments, body.sessionId);
}

export async function callThisTool(call: Asking, tool: Tool, args: unknown, sessionId?: string): Promise<Answer> {
  const { runtime, principal } = call;
  if (asks(tool, args))
    throw new AppError("conflict", `${tool.name} asks the person of a session; it cannot be called by itself.`);
  if (sessionId === undefined && tool.permissions.includes("session")) {
    throw new AppError("invalid", `${tool.name} works on a session: say which one.`, {
      fields: [{ path: "sessionId", message: "is required for this tool" }],
    });
  }
  if (sessionId !== undefined) await runtime.state(principal, sessionId);

  const context = contextOf(call, sessionId ?? null);
  const outcome = await runtime.ports.useTool(tool, args, context, runtime.ports.monotonic);
  if (outcome.ok && outcome.result.events?.length && sessionId !== undefined) {
    const { events } = outcome.result;
    await runtime.sessions.change(sessionId, { by: principal.userId, commandId: context.effectId }, () => events);
  }
  await record(call, tool, args, context, outcome);
  return told(tool.name, context.callId, outcome);
}

function asks(tool: Tool, args: unknown): boolean {
  if (!tool.question) return false;
  const checked = tool.check(args);
  return checked.ok && tool.question(checked.value) !== null;
}

function contextOf({ runtime, principal }: Asking, sessionId: string | null): ToolContext {
  const { newId } = runtime.ports;
  return {
    ownerId: principal.userId,
    sessionId,
    runId: null,
    agent: null,
    callId: newId("call"),
    effectId: newId("effect"),
    // Whoever hangs up does not leave a tool half done; its own time limit ends it.
    signal: new AbortController().signal,
    state: () => (sessionId === null ? null : (runtime.sessions.peek(sessionId) ?? null)),
    progress: () => {},
  };
}

async function record(
  { runtime, principal }: Asking,
  tool: Tool,
  args: unknown,
  context: ToolContext,
  outcome: ToolOutcome,
): Promise<void> {
  const { observer } = runtime.metrics;
  observer.tool(tool.name, outcome);
  await runtime.ports.records
    .add({
      id: context.effectId,
      ownerId: principal.userId,
      tool: tool.name,
      sessionId: context.sessionId,
      runId: null,
      callId: context.callId,
      arguments: redactBySchema(tool.parameters, args),
      outcome: outcome.ok ? "finished" : "failed",
      content: outcome.ok ? outcome.result.content : "",
      error: outcome.ok ? null : outcome.error.message,
      ms: outcome.ms,
      at: runtime.ports.now().toISOString(),
    })
    .catch((error: unknown) => observer.trouble("could not record a tool call", error));
}

function told(tool: string, callId: string, outcome: ToolOutcome): Answer {
  if (outcome.ok)
    return json(200, {
      ok: true,
      tool,
      callId,
      content: outcome.result.content,
      details: outcome.result.details,
      ms: outcome.ms,
    });
  const { code, message } = outcome.error;
  if (code === "invalid_arguments")
    throw new AppError("invalid", message, { fields: [{ path: "arguments", message }] });
  if (code === "unavailable") throw new AppError("unavailable", message);
  return problem("tool_failed", message, {}, { tool, callId, reason: code });
}
