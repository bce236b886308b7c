"use client";

import { lazy, Suspense } from "react";
import { useWasOpen } from "../ui/use-was-open.ts";
import type { PaletteProps } from "./palette-window.tsx";

const load = () => import("./palette-window.tsx");
const PaletteWindow = lazy(() => load().then((module) => ({ default: module.PaletteWindow })));

export const preloadPalette = (): void => void load();

/** Reaches every page, every session, and whatever the page offers. Fetched when it first opens. */
export function CommandPalette(props: PaletteProps) {
  const wasOpen = useWasOpen(props.open);
  return wasOpen ? (
    <Suspense fallback={null}>
      <PaletteWindow {...props} />
    </Suspense>
  ) : null;
}
