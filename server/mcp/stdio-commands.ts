import { AppError } from "../../lib/core/errors.ts";

/** Programs run on this machine: only those that the operator names, by their whole paths. */
export function requireAllowed(command: string, allowed: readonly string[]): void {
  if (allowed.includes(command)) return;
  throw new AppError(
    "forbidden",
    allowed.length === 0
      ? "MCP servers that are programs on this machine are switched off. The operator can name the programs in MCP_STDIO_COMMANDS."
      : `${command} is not among the programs of MCP_STDIO_COMMANDS, which the operator sets: ${allowed.join(", ")}.`,
  );
}
