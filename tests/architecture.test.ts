import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** The rules that the linter cannot say, and the import table once more with every path resolved. */

const root = join(import.meta.dirname, "..");
const source = ["lib", "components", "server", "app", "cli"];
const files = source.flatMap((folder) => filesUnder(folder)).filter((file) => !/\.test\.tsx?$/.test(file));

function filesUnder(folder: string): string[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
}

const text = (file: string): string => readFileSync(join(root, file), "utf8");

/** Comments and the insides of strings say what they like. */
function code(file: string): string {
  return text(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const statement = /^\s*(?:import|export)\b([^;"']*?)\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;
  for (const [, clause, named, bare] of code(file).matchAll(statement)) {
    found.push({ from: file, to: resolved(file, named ?? bare ?? ""), typeOnly: /^\s*type\b/.test(clause ?? "") });
  }
  for (const [, dynamic] of code(file).matchAll(/\bimport\(\s*["']([^"']+)["']/g)) {
    found.push({ from: file, to: resolved(file, dynamic ?? ""), typeOnly: false });
  }
  return found;
}

function resolved(file: string, specifier: string): string {
  return specifier.startsWith(".") ? relative(root, join(root, dirname(file), specifier)) : specifier;
}

const imports = files.flatMap(importsOf);
const importsFrom = (folder: string): Import[] => imports.filter((each) => each.from.startsWith(folder));
const say = (each: Import): string => `${each.from} → ${each.to}`;
const isOurs = (path: string): boolean => source.includes(path.split("/")[0] ?? "") || path.startsWith("prisma/");
const within = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`));

/** What adapters stand on: tools for the trade that know nothing of the product. */
const floors = ["server/db", "server/http-client", "server/json-schema"];

/** Rooms of the server that fill a port; only `server/assemble.ts` knows them. */
const adapters = [
  "log",
  "bus",
  "queue",
  "cache",
  "models",
  "tools",
  "functions",
  "agents",
  "sandbox",
  "workflows",
  "accounts",
  "store",
  "mcp",
  "openapi",
  "secrets",
  "files",
].map((name) => `server/${name}`);

describe("who may import whom", () => {
  test("the imports are found at all", () => {
    expect(imports.length).toBeGreaterThan(files.length);
  });

  test("lib knows nobody outside lib", () => {
    expect(
      importsFrom("lib/")
        .filter((each) => isOurs(each.to) && !within(each.to, "lib"))
        .map(say),
    ).toEqual([]);
  });

  test("lib takes from packages only zod/mini and zod's own parts, re2js for people's patterns, and CEL for their conditions", () => {
    const allowed = /^(zod\/mini|zod\/v4\/.+|re2js|@marcbachmann\/cel-js)$/;
    const client = /^(socket\.io-client|tokenx|mutative)$/;
    expect(
      importsFrom("lib/")
        .filter((each) => !isOurs(each.to) && !allowed.test(each.to))
        .filter((each) => !(within(each.from, "lib/client") && client.test(each.to)))
        .map(say),
    ).toEqual([]);
  });

  test("lib/core is the floor, and lib/client the top", () => {
    expect(
      importsFrom("lib/")
        .filter((each) => within(each.from, "lib/core") && !within(each.to, "lib/core") && isOurs(each.to))
        .map(say),
    ).toEqual([]);
    expect(
      importsFrom("lib/")
        .filter((each) => !within(each.from, "lib/client") && within(each.to, "lib/client"))
        .map(say),
    ).toEqual([]);
  });

  test("components know lib and, of components, their own folder, ui, live, surfaces and definitions", () => {
    expect(
      importsFrom("components/")
        .filter((each) => isOurs(each.to))
        .filter((each) => {
          const own = each.from.split("/").slice(0, 2).join("/");
          return !within(
            each.to,
            "lib",
            "components/ui",
            "components/live",
            "components/surfaces",
            "components/definitions",
            own,
          );
        })
        .map(say),
    ).toEqual([]);
  });

  test("the ports import only lib", () => {
    expect(
      importsFrom("server/ports/")
        .filter((each) => !within(each.to, "lib", "server/ports"))
        .map(say),
    ).toEqual([]);
  });

  test("no floor of the server knows the runtime, and the runtime knows no adapter", () => {
    const edges = ["server/http", "server/socket", "server/bridge"];
    const rooms = importsFrom("server/").filter(
      (each) => each.from.split("/").length > 2 && !within(each.from, "server/runtime", ...edges),
    );
    expect(rooms.filter((each) => within(each.to, "server/runtime", ...edges)).map(say)).toEqual([]);
    expect(
      importsFrom("server/runtime/")
        .filter((each) => within(each.to, ...edges, ...adapters, "server/db"))
        .map(say),
    ).toEqual([]);
  });

  test("an adapter imports lib, the ports, its floors and its own folder", () => {
    const strays = importsFrom("server/").filter((each) => {
      const own = each.from.split("/").slice(0, 2).join("/");
      return [...adapters, ...floors].includes(own) && !within(each.to, own) && within(each.to, ...adapters);
    });
    expect(strays.map(say)).toEqual([]);
  });

  test("the edges know no adapter: what they need of one is a port", () => {
    expect(
      imports
        .filter((each) => within(each.from, "server/http", "server/socket", "server/bridge"))
        .filter((each) => within(each.to, ...adapters, "server/db"))
        .map(say),
    ).toEqual([]);
  });

  test("nothing imports server/index.ts except what starts the server", () => {
    expect(imports.filter((each) => each.to === "server/index.ts" && !within(each.from, "cli")).map(say)).toEqual([]);
  });

  test("pages and routes reach the server through one small door", () => {
    expect(
      importsFrom("app/")
        .filter((each) => within(each.to, "server", "prisma", "cli"))
        .filter((each) => !within(each.to, "server/http") && each.to !== "server/runtime/current-runtime.ts")
        .map(say),
    ).toEqual([]);
  });

  test("the module that the server and the pages both load imports types only", () => {
    expect(
      importsFrom("server/runtime/current-runtime.ts")
        .filter((each) => isOurs(each.to) && !within(each.to, "lib") && !each.typeOnly)
        .map(say),
    ).toEqual([]);
  });
});

describe("lib is pure", () => {
  const worldly: [name: string, pattern: RegExp][] = [
    ["the clock", /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/],
    ["randomness", /\bMath\.random\(|\bcrypto\.|\brandomUUID\(/],
    ["timers", /\b(setTimeout|setInterval|setImmediate|requestAnimationFrame)\(/],
    ["the process", /\bprocess\.|\bglobalThis\.process\b|\bconsole\./],
    ["the network", /\bfetch\(|\bnew (WebSocket|EventSource|XMLHttpRequest)\(/],
  ];
  const forClients = ["timers", "the network"];

  for (const [name, pattern] of worldly) {
    test(`it does not touch ${name}`, () => {
      const touching = files
        .filter((file) => within(file, "lib"))
        .filter((file) => !(forClients.includes(name) && within(file, "lib/client")))
        .filter((file) => pattern.test(code(file)));
      expect(touching).toEqual([]);
    });
  }

  test("its modules hold no state", () => {
    const mutable = files.filter((file) => within(file, "lib")).filter((file) => /^(export )?let\b/m.test(code(file)));
    expect(mutable).toEqual([]);
  });
});

describe("files", () => {
  test("are named for the one thing in them: no barrels", () => {
    const barrels = files.filter((file) => /^index\.tsx?$/.test(basename(file)) && file !== "server/index.ts");
    expect(barrels).toEqual([]);
  });

  test("stay short enough to read at one sitting", () => {
    const most = 400;
    const long = files
      .filter((file) => !file.includes("/generated/"))
      .filter((file) => text(file).split("\n").length > most);
    expect(long).toEqual([]);
  });

  test("are reached by relative paths with their extension", () => {
    const bare = source
      .flatMap((folder) => filesUnder(folder))
      .filter((file) => /from\s+["']\.{1,2}\/[^"']*["']/.test(text(file)))
      .flatMap((file) =>
        [...text(file).matchAll(/from\s+["'](\.{1,2}\/[^"']+)["']/g)]
          .map(([, specifier]) => specifier ?? "")
          .filter((specifier) => !/\.(tsx?|mjs|js|json|css|svg)$/.test(specifier))
          .map((specifier) => `${file} → ${specifier}`),
      );
    expect(bare).toEqual([]);
  });
});
