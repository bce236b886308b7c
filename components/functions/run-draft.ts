import type { CodeError, LogLine } from "../../lib/functions/code-error.ts";
import type { Ran } from "./function-types.ts";

interface Said {
  result?: unknown;
  logs?: LogLine[];
  ms?: number;
  memoryBytes?: number;
  kind?: CodeError["kind"];
  message?: string;
  detail?: string;
  line?: number | null;
  column?: number | null;
  stack?: string | null;
}

/** Runs the draft on the server. A function that fails is an answer; what else is refused is told as an error of the host. */
export async function runDraft(name: string, input: unknown): Promise<Ran> {
  const answer = await fetch(`/api/v1/functions/${encodeURIComponent(name)}/run`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input, version: "draft" }),
  }).catch(() => null);
  const said = ((await answer?.json().catch(() => null)) ?? { detail: "The server cannot be reached." }) as Said;
  const { result = null, logs = [], ms = 0, memoryBytes = 0 } = said;
  if (answer?.ok) return { ok: true, result, error: null, logs, ms, memoryBytes };
  const { kind = "host", message = said.detail ?? "", line = null, column = null, stack = null } = said;
  return { ok: false, result: null, error: { kind, message, line, column, stack }, logs, ms, memoryBytes };
}
