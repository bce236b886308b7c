import type * as z from "zod/mini";
import { nodeId, type Surface, type SurfaceNode } from "../core/surface.ts";
import { definitionOf, widgetTypes } from "./catalog.ts";
import { childrenOf } from "./children-of.ts";

/** What a surface may be at most; beyond that it is refused as a whole, with a sentence. */
export const mostNodes = 200;
export const deepest = 6;
export const mostBytes = 256 * 1024;

export interface Problem {
  path: string;
  message: string;
}

export type Checked<T> = { ok: true; value: T; ignored: string[] } | { ok: false; problems: Problem[] };

/** A node as the catalogue knows it. Fields that it does not know are left out, and named in `ignored`. */
export function checkNode(raw: unknown, path = ""): Checked<SurfaceNode> {
  if (!isObject(raw)) return wrong(path, "must be an object with a type");
  const definition = typeof raw.type === "string" ? definitionOf(raw.type) : null;
  if (!definition) return wrong(join(path, "type"), `must be one of ${widgetTypes.join(", ")}`);
  const { id: _id, ...fields } = raw;
  const parsed = definition.schema.safeParse(fields);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, path)) };
  const ignored = Object.keys(fields).filter((key) => !Object.hasOwn(definition.schema.shape, key));
  return { ok: true, value: parsed.data as SurfaceNode, ignored: ignored.map((key) => join(path, key)) };
}

/** The whole surface: its nodes, what holds what, and its size. */
export function checkSurface(surface: Surface): Checked<Surface> {
  const bytes = JSON.stringify(surface).length;
  if (bytes > mostBytes)
    return wrong(
      "",
      `The surface has ${bytes} characters; at most ${mostBytes} are shown. Show less, or a part at a time.`,
    );
  const entries = Object.entries(surface.nodes);
  if (entries.length === 0) return wrong("nodes", "must hold at least one widget");
  if (entries.length > mostNodes)
    return wrong("nodes", `must be at most ${mostNodes} widgets; these are ${entries.length}`);
  const problems: Problem[] = [];
  const ignored: string[] = [];
  const nodes: Record<string, SurfaceNode> = {};
  for (const [id, raw] of entries) {
    if (!nodeId.safeParse(id).success)
      problems.push({ path: id.slice(0, 64), message: "is no id: letters, digits, _ . and -" });
    const checked = checkNode(raw, id);
    if (!checked.ok) problems.push(...checked.problems);
    else {
      nodes[id] = checked.value;
      ignored.push(...checked.ignored);
    }
  }
  if (problems.length === 0) problems.push(...checkPlaces({ ...surface, nodes }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...surface, nodes }, ignored };
}

/** Every node stands in one place, and not too deep. */
function checkPlaces({ root, nodes }: Surface): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  let level = root;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepest) return [{ path: level[0] as string, message: `is nested deeper than ${deepest} levels` }];
    const next: string[] = [];
    for (const id of level) {
      const node = Object.hasOwn(nodes, id) ? nodes[id] : undefined;
      if (!node) problems.push({ path: id, message: "is named as a part, but there is no such widget" });
      else if (seen.has(id)) return [{ path: id, message: "stands in two places; a widget has one" }];
      else next.push(...childrenOf(node));
      seen.add(id);
    }
    level = next;
  }
  const lost = Object.keys(nodes).filter((id) => !seen.has(id));
  return lost.length > 0
    ? [...problems, { path: lost[0] as string, message: "is part of nothing that is shown" }]
    : problems;
}

/** Problems as one sentence for a model or a person. */
export function sentenceOf(problems: readonly Problem[]): string {
  const named = problems.slice(0, 8).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const more = problems.length - named.length;
  return `${named.join("; ").slice(0, 1_500)}${more > 0 ? `; and ${more} more` : ""}`;
}

/** Where one of several forms was plainly meant, says what is wrong with that one. */
function problemsOf(issue: z.core.$ZodIssue, path: string): Problem[] {
  const at = [path, ...issue.path.map(String)].filter((each) => each !== "").join(".");
  if (issue.code === "invalid_union") {
    const meant = issue.errors.findLast(
      (errors) => errors.length > 0 && !errors.some((each) => each.path.length === 0),
    );
    const chosen = meant ?? issue.errors.findLast((errors) => errors.length > 0);
    if (chosen) return chosen.flatMap((each) => problemsOf(each as z.core.$ZodIssue, at));
  }
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  return [{ path: at, message: isMissing ? "is required" : issue.message }];
}

function wrong<T>(path: string, message: string): Checked<T> {
  return { ok: false, problems: [{ path, message }] };
}

function join(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
