import { checkSurface, sentenceOf } from "../../lib/surfaces/check.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";
import type { ToolContext, ToolResult } from "../ports/tools.ts";

/**
 * A tool of any kind may show a surface with its result: `details.surface { title?, widgets }`. What does not fit is not
 * shown, and the model reads why.
 */
export function withSurface(result: ToolResult, { sessionId, runId, callId }: ToolContext): ToolResult {
  const written = surfaceIn(result.details);
  if (!written || sessionId === null || result.events?.some((event) => event.type === "surface.shown")) return result;
  const { title, name, widgets, data } = written;
  const surface = surfaceFromWidgets({
    widgets: Array.isArray(widgets) ? widgets.slice(0, 1_000) : [],
    ...(typeof title === "string" && { title: title.slice(0, 200) }),
    ...(typeof name === "string" && /^[A-Za-z0-9][\w.-]{0,63}$/.test(name) && { name }),
    ...(isObject(data) && { data }),
  });
  const checked = checkSurface(surface);
  if (!checked.ok)
    return {
      ...result,
      content: `${result.content}\n\n[Its surface could not be shown. ${sentenceOf(checked.problems)}.]`,
    };
  return {
    ...result,
    events: [
      ...(result.events ?? []),
      { type: "surface.shown", surfaceId: callId, surface: checked.value, ...(runId && { runId, callId }) },
    ],
  };
}

function surfaceIn(details: unknown): Record<string, unknown> | null {
  return isObject(details) && isObject(details.surface) && "widgets" in details.surface ? details.surface : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
