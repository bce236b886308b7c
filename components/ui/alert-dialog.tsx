"use client";

import { lazy, Suspense } from "react";
import type { AlertDialogProps } from "./alert-dialog-window.tsx";
import { useWasOpen } from "./use-was-open.ts";

const load = () => import("./alert-dialog-window.tsx");
const AlertDialogWindow = lazy(() => load().then((module) => ({ default: module.AlertDialogWindow })));

export const preloadAlertDialog = (): void => void load();

/** Asks before something that cannot be undone. A press beside it does not close it. */
export function AlertDialog(props: AlertDialogProps) {
  const wasOpen = useWasOpen(props.open);
  return wasOpen ? (
    <Suspense fallback={null}>
      <AlertDialogWindow {...props} />
    </Suspense>
  ) : null;
}
