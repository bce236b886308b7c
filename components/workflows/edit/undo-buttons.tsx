"use client";

import Redo2 from "lucide-react/icons/redo-2";
import Undo2 from "lucide-react/icons/undo-2";
import { useEffect } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { editStrings as words } from "./strings.ts";
import { useHow } from "./use-how.ts";

/** Back and forth through the changes, also with the keys that everybody knows. */
export function UndoButtons() {
  const { undo, redo, canUndo, canRedo } = useHow();
  useUndoKeys(undo, redo);
  return (
    <span className="flex items-center">
      <IconButton
        label={words.undo}
        shortcut="⌘Z"
        icon={<Undo2 />}
        aria-disabled={!canUndo || undefined}
        onClick={() => canUndo && undo()}
      />
      <IconButton
        label={words.redo}
        shortcut="⌘⇧Z"
        icon={<Redo2 />}
        aria-disabled={!canRedo || undefined}
        onClick={() => canRedo && redo()}
      />
    </span>
  );
}

/** In a field, the field's own typing is undone. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "z") return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest("input, textarea, [contenteditable=true]")) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}
