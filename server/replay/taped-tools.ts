import { canonical } from "../../lib/core/canonical.ts";
import type { Cassette, TapedResult } from "../../lib/replay/cassette.ts";
import { type FirstDifference, whereOf } from "../../lib/replay/verdict.ts";
import type { Tool, ToolOutcome, ToolSource, UseTool } from "../ports/tools.ts";

/**
 * Tools answer as they answered when the cassette was recorded: nothing outside is asked or changed. What a tool does
 * within the session (a plan, a board, a surface) it does, so that later steps find it.
 */
export function tapedUse(cassette: Cassette, real: UseTool, notice: (difference: FirstDifference) => void): UseTool {
  const left: TapedResult[] = [...cassette.results];
  return async (tool, args, context, clock) => {
    const place = left.findIndex((each) => each.tool === tool.name && canonical(each.arguments) === canonical(args));
    const [found] = place < 0 ? [] : left.splice(place, 1);
    if (!found) {
      const other = cassette.acts.findIndex(({ kind, name }) => kind === "call" && name === tool.name);
      notice({
        step: other < 0 ? cassette.acts.length + 1 : other + 1,
        where: whereOf({ kind: "call", agent: context.agent ?? "", name: tool.name }),
        what: "It was called otherwise",
        expected: other < 0 ? "" : canonical(cassette.acts[other]?.given),
        got: canonical(args),
      });
      return { ok: false, error: { code: "not_recorded", message: "The cassette has no answer to this call." }, ms: 0 };
    }
    const { outcome } = found;
    if ("error" in outcome) return { ok: false, error: outcome.error, ms: 0 };
    const done = isWithin(tool) ? await real(tool, args, context, clock) : null;
    const events = done?.ok ? done.result.events : undefined;
    return { ok: true, result: { ...outcome, ...(events && { events }) }, ms: 0 } satisfies ToolOutcome;
  };
}

function isWithin({ source, permissions }: Tool): boolean {
  return source === undefined && permissions.every((permission) => permission === "session");
}

/** What came from elsewhere, as the models were shown it. */
export function tapedSource({ tools }: Cassette): ToolSource {
  const all = tools.map(
    ({ name, description, parameters }): Tool => ({
      name,
      description,
      parameters,
      permissions: [],
      approval: "never",
      retry: "never",
      timeoutMs: 1_000,
      unavailable: () => null,
      check: (value) => ({ ok: true, value }),
      run: async () => ({ content: "" }),
    }),
  );
  return { tools: () => all };
}
