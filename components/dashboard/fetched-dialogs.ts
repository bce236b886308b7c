"use client";

import { lazy } from "react";

/** Fetched when the first of its kind opens: each stands within a `Suspense`. */
export const AskDialog = lazy(() => import("./ask-dialog.tsx").then((module) => ({ default: module.AskDialog })));
export const NameDialog = lazy(() => import("./name-dialog.tsx").then((module) => ({ default: module.NameDialog })));
export const TileEditor = lazy(() => import("./tile-editor.tsx").then((module) => ({ default: module.TileEditor })));
