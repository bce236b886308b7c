import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Message, type Plugin, transform } from "esbuild";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { moduleNames } from "../../lib/functions/module-names.ts";

export interface Compiled {
  /** A script without imports; its exports stand in `__module`. */
  code: string;
  /** Version 3, as JSON. */
  map: string;
  /** What it imported. */
  imports: string[];
  warnings: CodeError[];
}

export type Compilation = { ok: true; compiled: Compiled } | { ok: false; errors: CodeError[] };

export interface Source {
  name: string;
  language: "javascript" | "typescript";
  source: string;
  /** The modules that it may import; null for all that there are. */
  imports: readonly string[] | null;
}

/**
 * Takes the types off and puts what is imported beside it, without running any of it. Only our own modules can be imported,
 * and only here: when it runs, nothing is resolved any more.
 */
export async function compile({ name, language, source, imports }: Source): Promise<Compilation> {
  const used = new Set<string>();
  try {
    const { outputFiles, warnings } = await build({
      stdin: {
        contents: source,
        sourcefile: fileName(name, language),
        loader: language === "typescript" ? "ts" : "js",
      },
      bundle: true,
      write: false,
      outfile: "function.js",
      format: "iife",
      globalName: "__module",
      platform: "neutral",
      target: "es2022",
      supported: { "dynamic-import": true },
      sourcemap: "external",
      sourcesContent: false,
      legalComments: "none",
      logLevel: "silent",
      // Without it, settings would be looked for on the disk.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      plugins: [onlyOurModules(used, imports)],
    });
    const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    const compiled = { code: text(".js"), map: text(".map"), imports: [...used], warnings: warnings.map(asCodeError) };
    return { ok: true, compiled };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const errors = error.errors.map(asCodeError);
    if (language === "javascript" && errors[0] && (await isTypeScript(source)))
      errors[0].message += ". It reads as TypeScript, and its language is set to JavaScript.";
    return { ok: false, errors };
  }
}

async function isTypeScript(source: string): Promise<boolean> {
  return transform(source, { loader: "ts", logLevel: "silent", tsconfigRaw: {} }).then(
    () => true,
    () => false,
  );
}

/** The same for the same code: what a version's compiled form is kept under. */
export function sourceHash({ name, language, source, imports }: Source): string {
  return createHash("sha256")
    .update(JSON.stringify([name, language, source, imports]))
    .digest("hex");
}

export function fileName(name: string, language: Source["language"]): string {
  return `${name}.${language === "typescript" ? "ts" : "js"}`;
}

function onlyOurModules(used: Set<string>, allowed: readonly string[] | null): Plugin {
  return {
    name: "only-our-modules",
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point") return null;
        if (!moduleNames.includes(path)) {
          return { errors: [{ text: `"${path}" cannot be imported. There are: ${moduleNames.join(", ")}.` }] };
        }
        if (allowed !== null && !allowed.includes(path)) {
          return { errors: [{ text: `"${path}" is not among the imports that this function may use.` }] };
        }
        used.add(path);
        return { path, namespace: "troupe", sideEffects: false };
      });
      bundle.onLoad({ filter: /^troupe:[a-z]+$/, namespace: "troupe" }, async ({ path }) => ({
        contents: await readFile(join(moduleFolder(), `${path.slice("troupe:".length)}.ts`), "utf8"),
        loader: "ts",
      }));
    },
  };
}

/** Beside this file in the bundle; otherwise where they are written. */
function moduleFolder(): string {
  const bundled = join(import.meta.dirname, "function-modules");
  return existsSync(bundled) ? bundled : join(import.meta.dirname, "../../lib/functions/modules");
}

function asCodeError({ text, location }: Message): CodeError {
  const inFile = location?.namespace !== "troupe" ? location : null;
  return {
    kind: "syntax",
    message: text.startsWith("Top-level await") ? "Wait inside the function: the module itself cannot await." : text,
    line: inFile?.line ?? null,
    column: inFile ? inFile.column + 1 : null,
    stack: null,
  };
}

function isBuildFailure(error: unknown): error is { errors: Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
