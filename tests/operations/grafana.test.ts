import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";

/** What `/metrics` exports after some work, by name, with the labels of each. */
let exported: Map<string, Set<string>>;
let documented: string;
let dashboard: { panels: { title: string; targets: { expr: string }[] }[]; templating: { list: { query: unknown }[] } };
let troupe: StartedRuntime;

beforeAll(async () => {
  troupe = await startRuntime();
  const session = await troupe.open();
  await troupe.post(session, "What is 6*7?");
  await troupe.until(session, ({ runs }) => runs.length > 0 && runs.every((run) => run.finished));
  exported = read((await troupe.runtime.metrics.prometheus()).text);
  dashboard = JSON.parse(readFileSync("docs/grafana/troupe.json", "utf8"));
  documented = readFileSync("docs/operating.md", "utf8");
});
afterAll(() => troupe.stop());

function read(text: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const [, name] of text.matchAll(/^# TYPE (\S+)/gm)) names.set(name ?? "", new Set());
  for (const [, name, labels] of text.matchAll(/^([a-z_][a-z0-9_]*)(?:\{(.*)\})? /gm)) {
    const known = names.get(name ?? "") ?? new Set<string>();
    for (const [, label] of (labels ?? "").matchAll(/(\w+)=/g)) known.add(label ?? "");
    names.set(name ?? "", known);
  }
  return names;
}

const metric = /\b(?:troupe|nodejs|process)_[a-z0-9_]+\b/g;

test("every metric that the dashboard names is really exported", () => {
  const asked =
    JSON.stringify([dashboard.panels.map(({ targets }) => targets), dashboard.templating]).match(metric) ?? [];
  expect(new Set(asked).size).toBeGreaterThan(12);
  expect([...new Set(asked)].filter((name) => !exported.has(name))).toEqual([]);
});

test("every panel asks for something, by labels that its metric has", () => {
  for (const { title, targets } of dashboard.panels) {
    expect(targets.length, title).toBeGreaterThan(0);
    for (const { expr } of targets) {
      const labels = new Set((expr.match(metric) ?? []).flatMap((name) => labelsOf(name)));
      const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names]) => (names ?? "").split(/,\s*/));
      expect(
        grouped.filter((name) => !labels.has(name)),
        `${title}: ${expr}`,
      ).toEqual([]);
    }
  }
});

/** As the guide says: a counter that has counted nothing has none yet. */
function labelsOf(name: string): string[] {
  const rows = documented.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const labels = rows.find(([, first]) => first === `\`${base(name)}\``)?.[2]?.split(",") ?? [];
  return [...labels.map((label) => label.trim()), ...(name.endsWith("_bucket") ? ["le"] : [])].filter(Boolean);
}

function base(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, "");
}

test("the guide names every label that is exported", () => {
  for (const [name, labels] of exported) {
    if (!name.startsWith("troupe_")) continue;
    expect(
      [...labels].filter((label) => label !== "le" && !labelsOf(name).includes(label)),
      name,
    ).toEqual([]);
  }
});

test("every metric of our own is on the dashboard and in the guide", () => {
  const own = [...exported.keys()].filter((name) => name.startsWith("troupe_")).map(base);
  const shown = JSON.stringify(dashboard);
  expect([...new Set(own)].filter((name) => !shown.includes(name))).toEqual([]);
  expect([...new Set(own)].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
