import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { applyPatch, type PatchOperation, patchOperation } from "../../../lib/core/patch.ts";
import type { SessionState } from "../../../lib/core/state.ts";
import { nodeId, type ShownSurface, type Surface } from "../../../lib/core/surface.ts";
import { checkSurface, sentenceOf } from "../../../lib/surfaces/check.ts";
import { childrenOf } from "../../../lib/surfaces/children-of.ts";
import { defineTool } from "../define-tool.ts";
import { widgetList } from "./show-surface.ts";

const wanted = z.strictObject({
  surface: z.string().min(1).max(100).describe("The name or id that show_surface told."),
  title: z.string().trim().min(1).max(200).optional(),
  widgets: widgetList
    .max(200)
    .optional()
    .describe("As in show_surface; one with a known id takes its place, others are added at the end."),
  remove: z.array(nodeId).max(200).optional().describe("Ids of widgets that go."),
  patch: z
    .array(
      z.strictObject({
        op: z.enum(["add", "replace", "remove"]),
        path: z.string().max(500),
        value: z.unknown().optional(),
      }),
    )
    .max(200)
    .optional()
    .describe("JSON Patch; paths such as /nodes/sales/rows/- or /data/total."),
  data: z.record(z.string(), z.unknown()).optional().describe("Replaces these keys of /data."),
});

export const changeSurface = defineTool({
  name: "change_surface",
  description:
    "Changes a surface that was shown before, in its place: give whole widgets by their id, patch operations for parts of them, or data that they are bound to.",
  arguments: wanted,
  permissions: ["session"],
  retry: "safe",
  timeoutMs: 5_000,
  run(given, { state, ownerId, agent, runId, callId }) {
    const now = state();
    if (!now) throw new AppError("conflict", "A surface belongs to a session; there is none here.");
    const shown = find(now, given.surface);
    const patch = operationsOf(shown, given);
    if (patch.length === 0) throw new AppError("invalid", "Say what to change: title, widgets, remove, patch or data.");
    const patched = applyPatch(authored(shown), patch);
    if (!patched.ok) throw new AppError("invalid", patched.reason);
    const checked = checkSurface(patched.value);
    if (!checked.ok) throw new AppError("invalid", `The surface would not fit. ${sentenceOf(checked.problems)}.`);
    return {
      content: `It is changed, and the person sees it.${checked.ignored.length > 0 ? ` Not known: ${checked.ignored.slice(0, 20).join(", ")}.` : ""}`,
      events: [
        {
          type: "surface.changed",
          surfaceId: shown.id,
          patch,
          by: agent ? { kind: "agent", id: agent } : { kind: "user", id: ownerId },
          ...(runId && { runId, callId }),
        },
      ],
    };
  },
});

type Wanted = z.output<typeof wanted>;

/** The newest of that name, or the one with that id. */
function find({ surfaces }: SessionState, wanted: string): ShownSurface {
  const found = surfaces.findLast((each) => each.name === wanted || each.id === wanted);
  if (found) return found;
  const names = surfaces.slice(-10).map((each) => each.name ?? each.id);
  throw new AppError(
    "not_found",
    `There is no surface "${wanted}". ${names.length > 0 ? `There are: ${names.join(", ")}.` : "None was shown yet."}`,
  );
}

/** What the log keeps of it: the same document that `reduce` patches. */
function authored({ scope, title, root, nodes, data }: ShownSurface): Surface {
  return { scope, root, nodes, data: data ?? {}, ...(title !== undefined && { title }) };
}

function operationsOf(
  shown: ShownSurface,
  { title, widgets = [], remove = [], patch = [], data = {} }: Wanted,
): PatchOperation[] {
  const operations: PatchOperation[] = [];
  if (title !== undefined) operations.push({ op: "add", path: "/title", value: title });
  for (const [key, value] of Object.entries(data)) operations.push({ op: "add", path: `/data/${escaped(key)}`, value });
  // Before what is added, which must find its place at the top.
  if (remove.length > 0) operations.push(...removals(shown, remove));
  const ids = new Set(Object.keys(shown.nodes));
  const held = new Set([...Object.values(shown.nodes), ...widgets].flatMap((each) => childrenOf(each)));
  for (const { id, ...node } of widgets) {
    const known = id !== undefined && ids.has(id);
    const own = id ?? freeId(ids);
    ids.add(own);
    operations.push({ op: known ? "replace" : "add", path: `/nodes/${escaped(own)}`, value: node });
    if (!known && !held.has(own)) operations.push({ op: "add", path: "/root/-", value: own });
  }
  for (const operation of patch)
    operations.push(
      patchOperation.parse(operation.op === "remove" ? { op: "remove", path: operation.path } : operation),
    );
  return operations;
}

function removals({ root, nodes }: ShownSurface, remove: readonly string[]): PatchOperation[] {
  const gone = remove.filter((id) => Object.hasOwn(nodes, id));
  const rest = root.filter((id) => !gone.includes(id));
  return [
    ...gone.map((id): PatchOperation => ({ op: "remove", path: `/nodes/${escaped(id)}` })),
    ...(rest.length < root.length ? [{ op: "replace" as const, path: "/root", value: rest }] : []),
  ];
}

function freeId(taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) if (!taken.has(`w${number}`)) return `w${number}`;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
