import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { nodeId } from "../../../lib/core/surface.ts";
import { catalogPrompt, toldTypes } from "../../../lib/surfaces/catalog.ts";
import { checkNode, checkSurface } from "../../../lib/surfaces/check.ts";
import { surfaceFromWidgets } from "../../../lib/surfaces/from-widgets.ts";
import { defineTool } from "../define-tool.ts";

const answering = new Set(["form", "choice", "questionnaire"]);
const mostShown = 300;

export const widgetList = z.array(
  z.looseObject({ type: z.enum(toldTypes), id: z.optional(nodeId) }).describe("One flat widget."),
);

export const showSurface = defineTool({
  name: "show_surface",
  description:
    "Shows the person something that is better seen than read: charts, tables, boards, plans, forms, figures. Use it for numbers, comparisons and questions with several fields, and say the rest in words. With wait, the answer of its form, choice or questionnaire is what this call gives.",
  arguments: z.strictObject({
    title: z.string().trim().min(1).max(200).optional(),
    name: z.optional(nodeId).describe("A short name to change it by later."),
    widgets: widgetList
      .min(1)
      .max(200)
      .superRefine((widgets, context) => {
        const checked = checkSurface(surfaceFromWidgets({ widgets }));
        if (checked.ok) return;
        for (const { path, message } of checked.problems.slice(0, 20))
          context.addIssue({ code: "custom", message: path === "" ? message : `${path}: ${message}` });
      })
      .describe(catalogPrompt()),
    wait: z.boolean().optional().describe("Wait until the person has answered."),
    scope: z
      .enum(["message", "session"])
      .optional()
      .describe("message: where it is shown; session: in the rail beside the conversation, for as long as it goes on."),
    data: z.record(z.string(), z.unknown()).optional().describe("What widgets may be bound to, as /data/…."),
  }),
  permissions: ["session"],
  retry: "safe",
  timeoutMs: 5_000,
  question({ wait, title, ...written }) {
    const asks = written.widgets.find((each) => answering.has(each.type));
    if (!wait || !asks) return null;
    const checked = checkSurface(surfaceFromWidgets({ ...written, title }));
    const question = title ?? (typeof asks.question === "string" ? asks.question : "Please fill this in.");
    return checked.ok ? { question: question.slice(0, 2_000), surface: checked.value } : null;
  },
  run({ wait, ...written }, { state, runId, callId }) {
    const now = state();
    if (!now) throw new AppError("conflict", "A surface is shown in a session; there is none here.");
    if (now.surfaces.length >= mostShown)
      throw new AppError(
        "conflict",
        `This session has ${mostShown} surfaces already. Change one of them with change_surface.`,
      );
    const checked = checkSurface(surfaceFromWidgets(written));
    if (!checked.ok) throw new AppError("invalid", "The surface does not fit.");
    const { nodes } = checked.value;
    const ids = Object.entries(nodes).map(([id, { type }]) => `${id} (${type})`);
    const unknown = written.widgets.flatMap((each, index) => {
      const own = checkNode(each, each.id ?? `w${index + 1}`);
      return own.ok ? own.ignored : [];
    });
    return {
      content: [
        `The person sees it. It is called ${written.name ?? callId}; its widgets: ${ids.join(", ")}.`,
        wait ? "Nothing in it can be answered, so it does not wait." : "",
        unknown.length > 0 ? `Left out, because no such fields are known: ${unknown.slice(0, 20).join(", ")}.` : "",
      ]
        .filter(Boolean)
        .join(" "),
      events: [{ type: "surface.shown", surfaceId: callId, surface: checked.value, ...(runId && { runId, callId }) }],
    };
  },
});
