"use client";

import { lazy, Suspense } from "react";
import type { DialogProps } from "./dialog-window.tsx";
import { useWasOpen } from "./use-was-open.ts";

const load = () => import("./dialog-window.tsx");
const DialogWindow = lazy(() => load().then((module) => ({ default: module.DialogWindow })));

/** Fetches what a dialog is drawn with, before the first one opens. */
export const preloadDialog = (): void => void load();

/** A window above the page. It is fetched when it first opens, keeps the focus inside and gives it back. */
export function Dialog(props: DialogProps) {
  const wasOpen = useWasOpen(props.open);
  return wasOpen ? (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
    </Suspense>
  ) : null;
}
