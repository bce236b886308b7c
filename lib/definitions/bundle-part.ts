import type { Bundle, BundleEntry } from "./bundle.ts";
import type { DefinitionKind } from "./definition.ts";

export interface Reference {
  kind: DefinitionKind;
  name: string;
}

const places = { agent: "agents", function: "functions", workflow: "workflows" } as const;

/** Of a bundle what is wanted, and everything that it names, and that those name. What is not in the bundle is left out. */
export function bundlePart(
  bundle: Bundle,
  wanted: readonly Reference[],
  referencesOf: (kind: DefinitionKind, entry: BundleEntry) => readonly Reference[],
): Bundle {
  const taken = new Map<string, Reference & { entry: BundleEntry }>();
  const open = [...wanted];
  for (let next = open.pop(); next; next = open.pop()) {
    const { kind, name } = next;
    const entry = bundle[places[kind]]?.find((each) => each.name === name);
    if (!entry || taken.has(`${kind} ${name}`)) continue;
    taken.set(`${kind} ${name}`, { kind, name, entry });
    open.push(...referencesOf(kind, entry));
  }
  const of = (kind: DefinitionKind) => (bundle[places[kind]] ?? []).filter(({ name }) => taken.has(`${kind} ${name}`));
  return {
    format: bundle.format,
    version: bundle.version,
    agents: of("agent"),
    functions: of("function"),
    workflows: of("workflow"),
  };
}
