"use client";

import { useMemo } from "react";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { LazyEditor } from "./lazy-editor.tsx";
import { strings } from "./strings.ts";

export interface AskedVersion {
  version: number;
  source: string;
  language: "javascript" | "typescript";
  /** The place that somebody came to see: where a call failed. */
  line: number | null;
  column: number | null;
}

/** A version as it was published, to be read, with the place in it that is asked for. */
export function VersionSource({ version: asked }: { version: AskedVersion }) {
  const { version, source, language, line, column } = asked;
  const place = useMemo<CodeError[]>(
    () =>
      line === null ? [] : [{ kind: "thrown", message: strings.failedHere(line, column), line, column, stack: null }],
    [line, column],
  );
  return (
    <section aria-labelledby="version-source" className="grid gap-2">
      <h2 id="version-source" className="font-medium text-sm">
        {strings.sourceOf(version)}
      </h2>
      {line === null ? null : <p className="text-destructive text-sm">{strings.failedHere(line, column)}</p>}
      <LazyEditor label={strings.sourceOf(version)} language={language} value={source} problems={place} readOnly />
    </section>
  );
}
