"use client";

import { lazy, Suspense } from "react";
import type { DrawerProps } from "./drawer-panel.tsx";
import { useWasOpen } from "./use-was-open.ts";

const load = () => import("./drawer-panel.tsx");
const DrawerPanel = lazy(() => load().then((module) => ({ default: module.DrawerPanel })));

export const preloadDrawer = (): void => void load();

/** A panel from an edge of the screen, for narrow ones. Swiping it back closes it. */
export function Drawer(props: DrawerProps) {
  const wasOpen = useWasOpen(props.open);
  return wasOpen ? (
    <Suspense fallback={null}>
      <DrawerPanel {...props} />
    </Suspense>
  ) : null;
}
