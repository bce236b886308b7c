import type { Call, Run, SessionState } from "./state.ts";

/** The tool by which an agent asks for another one. Its result is the grant. */
export const requestTool = "request_tool";

export interface ToolGrant {
  tool: string;
  /** `until` holds in other sessions too, and is kept outside of this one. */
  scope: "once" | "session" | "until";
  until?: string;
}

/**
 * What people granted to this run's agent in this session and holds still: of `once`, what was not used yet. With
 * `callId`, as it stood when that call was made.
 */
export function grantedTools(state: SessionState, run: Pick<Run, "id" | "agent">, callId?: string): Set<string> {
  const forSession = new Set<string>();
  const once = new Set<string>();
  for (const other of state.runs) {
    if (other.agent !== run.agent) continue;
    for (const call of other.calls) {
      if (call.callId === callId) break;
      const grant = grantOf(call);
      if (grant?.scope === "session") forSession.add(grant.tool);
      else if (grant?.scope === "once" && other.id === run.id) once.add(grant.tool);
      else if (other.id === run.id && isUsed(call)) once.delete(call.tool);
    }
  }
  return new Set([...forSession, ...once]);
}

function grantOf({ tool, status, details }: Call): ToolGrant | null {
  if (tool !== requestTool || status !== "finished") return null;
  return (details as { granted?: ToolGrant } | undefined)?.granted ?? null;
}

/** A call that was denied, or refused before it began, did not use up anything. */
function isUsed({ status, startedAt }: Call): boolean {
  return status !== "denied" && (status !== "failed" || startedAt !== undefined);
}
