"use client";

import { lazy, Suspense } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import type { CodeEditorProps } from "./code-editor.tsx";

const Editor = lazy(async () => ({ default: (await import("./code-editor.tsx")).CodeEditor }));
const Diff = lazy(async () => ({ default: (await import("./version-diff.tsx")).VersionDiff }));

export function LazyEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Skeleton className="h-64 w-full" />}>
      <Editor {...props} />
    </Suspense>
  );
}

export function LazyDiff(props: { before: string; after: string; label: string }) {
  return (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      <Diff {...props} />
    </Suspense>
  );
}
