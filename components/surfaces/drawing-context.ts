"use client";

import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import type { ShownSurface } from "../../lib/core/surface.ts";

/** One action of a node: true when it was taken. */
export type ActOn = (nodeId: string, action: string, parameters?: Record<string, unknown>) => Promise<boolean>;

/** What the widgets of one surface are drawn with. */
export interface Drawing {
  surface: ShownSurface;
  /** What they are bound to. */
  state: SessionState;
  /** Null where nothing can be done: while it is being written, in its history, in a shared reading. */
  act: ActOn | null;
  /** The call that it asked for has its answer. */
  answered: boolean;
  local: Record<string, unknown>;
  writeLocal(pointer: string, value: unknown): void;
  /** Draws a part of it. */
  render(id: string, depth: number): ReactNode;
}

export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error("There is no surface around this widget.");
  return drawing;
}

/** What surfaces are drawn with that belongs to others: Markdown and code as the chat draws them. */
export interface SurfaceParts {
  Markdown: ComponentType<{ text: string }>;
  Code: ComponentType<{ code: string; info: string; lines: number; growing: boolean }>;
  /** Whether the apps of MCP servers are fetched and run in their frames. */
  apps: boolean;
  /** Whether files are fetched from this server, which it gives only to whose they are. */
  files: boolean;
}

export const SurfacePartsContext = createContext<SurfaceParts>({
  Markdown: ({ text }) => text,
  Code: ({ code }) => code,
  apps: false,
  files: true,
});
