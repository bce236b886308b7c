import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Every pair of a text and its ground that the interface draws, in both themes. */

const styleSheet = readFileSync(join(import.meta.dirname, "../../app/globals.css"), "utf8");

type Theme = "light" | "dark";
type Oklch = [lightness: number, chroma: number, hue: number];

const token = /--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g;
const tokens = new Map(
  [...styleSheet.matchAll(token)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light: numbers(light), dark: numbers(dark) },
  ]),
);

function numbers(text: string): Oklch {
  const [l = 0, c = 0, h = 0] = text.split(/\s+/).map(Number);
  return [l, c, h];
}

/** Linear sRGB of an OKLCH colour, as CSS Color 4 says. */
function linear([l, c, h]: Oklch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function luminance(color: Oklch): number {
  const [red, green, blue] = linear(color).map((part) => Math.min(1, Math.max(0, part))) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: Theme): number {
  const [a, b] = [one, other].map((name) => {
    const found = tokens.get(name);
    if (!found) throw new Error(`There is no token --${name}.`);
    return luminance(found[theme]);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["background", "sidebar", "card", "popover"];
const statuses = ["success", "warning", "info", "destructive"];
const agents = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `agent-${number}`);

const texts: [text: string, ground: string][] = [
  ...grounds.flatMap((ground): [string, string][] =>
    ["foreground", "muted-foreground", "primary", ...statuses, ...agents].map((text) => [text, ground]),
  ),
  ["foreground", "muted"],
  ["muted-foreground", "muted"],
  ["card-foreground", "card"],
  ["popover-foreground", "popover"],
  ["primary-foreground", "primary"],
  ["destructive-foreground", "destructive"],
  ["accent-foreground", "accent"],
  ["muted-foreground", "accent"],
  ["background", "foreground"],
  ...statuses.flatMap((status): [string, string][] => [
    [status, `${status}-muted`],
    ["foreground", `${status}-muted`],
  ]),
  ...statuses.map((status): [string, string] => [status, "accent"]),
  ...agents.map((agent): [string, string] => [agent, `${agent}-muted`]),
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(texts)("%s on %s can be read", (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(
    grounds.flatMap(
      (ground) =>
        [
          ["input", ground],
          ["ring", ground],
        ] as const,
    ),
  )("a line of %s on %s can be seen", (line, ground) => {
    expect(contrast(line, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

test("the formula is the one that everybody uses", () => {
  expect(luminance([1, 0, 0])).toBeCloseTo(1, 4);
  expect(luminance([0, 0, 0])).toBeCloseTo(0, 6);
  // #767676 on white, the well-known 4.54.
  const grey = luminance([0.5675, 0, 0]);
  expect(1.05 / (grey + 0.05)).toBeCloseTo(4.54, 1);
});

test("every colour that the classes name is a token with two themes", () => {
  const named = [...styleSheet.matchAll(/--color-[\w-]+: var\(--([\w-]+)\);/g)].map(([, name]) => name ?? "");
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !tokens.has(name))).toEqual([]);
});
