import * as z from "zod/mini";
import { AppError } from "../core/errors.ts";
import { slug, tags } from "../core/fields.ts";
import { type BundleSettings, bundleSettings } from "./bundle-settings.ts";
import { type Body, type Definition, type DefinitionKind, editedBody } from "./definition.ts";
import { type Difference, diff } from "./diff.ts";

/** What people defined, to be kept in a file, read by people and taken over elsewhere. References are by name; secrets are never in it. */

const deepest = 40;

const entry = z.strictObject({ name: slug, tags: z.optional(tags), body: z.record(z.string(), z.unknown()) });
export type BundleEntry = z.infer<typeof entry>;

const entries = z.array(entry).check(
  z.maxLength(1_000),
  z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "must not name one twice"),
);

export const bundle = z
  .strictObject({
    format: z.literal("troupe-bundle"),
    version: z.literal(1),
    agents: z.optional(entries),
    functions: z.optional(entries),
    workflows: z.optional(entries),
    settings: z.optional(bundleSettings),
  })
  .check(
    z.refine(
      (value) => isHarmless(value, deepest),
      `must be at most ${deepest} levels deep, without a field "__proto__"`,
    ),
  );
export type Bundle = z.infer<typeof bundle>;

const settingsFile = "settings.json";
const places = { agent: "agents", function: "functions", workflow: "workflows" } as const;

/** What is published, or the draft where nothing is. Archived ones stay behind. */
export function bundleOf(definitions: readonly Definition[], settings?: BundleSettings): Bundle {
  const of = (kind: DefinitionKind): BundleEntry[] =>
    definitions
      .filter((each) => each.kind === kind && each.archivedAt === null)
      .map((each) => ({
        name: each.name,
        ...(each.tags.length > 0 && { tags: each.tags }),
        body: (each.current ?? editedBody(each)).body,
      }));
  return {
    format: "troupe-bundle",
    version: 1,
    agents: of("agent"),
    functions: of("function"),
    workflows: of("workflow"),
    ...(settings && { settings }),
  };
}

/** The same as a folder: one file for each, by path. */
export function filesOf(wanted: Bundle): Record<string, string> {
  const file = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files = entriesOf(wanted).map(({ kind, entry: { name, ...rest } }) => [
    `${places[kind]}/${name}.json`,
    file(rest),
  ]);
  if (wanted.settings) files.push([settingsFile, file(wanted.settings)]);
  return Object.fromEntries(files);
}

/** Reads a folder of files back. Files elsewhere are not looked at. */
export function bundleFrom(files: Readonly<Record<string, string>>): Bundle {
  const made: Record<string, unknown[]> = { agents: [], functions: [], workflows: [] };
  for (const [path, text] of Object.entries(files)) {
    const [, place, name] = /^(agents|functions|workflows)\/([^/]+)\.json$/.exec(path) ?? [];
    if (!place || !name) continue;
    made[place]?.push({ ...parsed(path, text), name });
  }
  const settings = files[settingsFile];
  return checked({
    format: "troupe-bundle",
    version: 1,
    ...made,
    ...(settings !== undefined && { settings: parsed(settingsFile, settings) }),
  });
}

/** Throws `invalid` with what is wrong. */
export function checked(value: unknown): Bundle {
  const result = bundle.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }));
  const said = fields.map(({ path, message }) => [path, message].filter(Boolean).join(": ")).join("; ");
  throw new AppError("invalid", `The bundle does not fit. ${said}.`, { fields });
}

export interface PlannedStep {
  kind: DefinitionKind;
  name: string;
  /** `create`: there is none of this name. `change`: its draft becomes this. `same`: nothing. */
  do: "create" | "change" | "same";
  body: Body;
  tags: string[];
  changes: Difference[];
}

/** What taking the bundle over would do. Nothing is deleted, and nothing is published. */
export function plan(current: readonly Definition[], wanted: Bundle): PlannedStep[] {
  return entriesOf(wanted).map(({ kind, entry: { name, body: given, tags: its = [] } }) => {
    const known = current.find((each) => each.kind === kind && each.name === name && each.archivedAt === null);
    // What stands here already was allowed here.
    const isHere = known && diff((known.current ?? editedBody(known)).body, given).length === 0;
    const body = isHere ? given : disarmed(kind, given);
    if (isHere && !known.draft) return { kind, name, do: "same", body, tags: its, changes: [] };
    if (!known) return { kind, name, do: "create", body, tags: its, changes: diff({}, body) };
    const changes = diff(editedBody(known).body, body);
    return { kind, name, do: changes.length > 0 ? "change" : "same", body, tags: its, changes };
  });
}

/** A stranger's word that nobody need be asked does not count here: such approvals go back to what the tool itself says. */
function disarmed(kind: DefinitionKind, body: Body): Body {
  if (kind === "function") return { ...body, approval: "always" };
  if (kind !== "agent" || !Array.isArray(body.tools)) return body;
  const tools = body.tools.map((tool: unknown) => {
    if (tool === null || typeof tool !== "object" || !("approval" in tool) || tool.approval === "always") return tool;
    const { approval: _loose, ...rest } = tool;
    return rest;
  });
  return { ...body, tools };
}

function entriesOf(wanted: Bundle): { kind: DefinitionKind; entry: BundleEntry }[] {
  // Functions first: agents name them, and workflows name agents.
  return (["function", "agent", "workflow"] as const).flatMap((kind) =>
    (wanted[places[kind]] ?? []).map((each) => ({ kind, entry: each })),
  );
}

function parsed(path: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Refused below, like everything that is no object.
  }
  throw new AppError("invalid", `The file ${path} is not a JSON object.`);
}

function isHarmless(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return true;
  if (levels === 0 || Object.hasOwn(value, "__proto__")) return false;
  return Object.values(value).every((each) => isHarmless(each, levels - 1));
}
