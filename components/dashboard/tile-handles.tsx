"use client";

import Grip from "lucide-react/icons/grip";
import MoveDiagonal2 from "lucide-react/icons/move-diagonal-2";
import type { KeyboardEvent, RefObject } from "react";
import type { Place } from "../../lib/dashboards/dashboard.ts";
import type { Step } from "../../lib/dashboards/layout.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { type Arrange, handleId } from "./arrange.ts";
import { strings } from "./strings.ts";
import { useDrag } from "./use-drag.ts";

export interface HandlesProps {
  id: string;
  title: string;
  place: Place;
  grid: RefObject<HTMLElement | null>;
  onArrange: (arrange: Arrange) => void;
  keysId: string;
}

const steps: Record<string, Step> = {
  ArrowLeft: { x: -1 },
  ArrowRight: { x: 1 },
  ArrowUp: { y: -1 },
  ArrowDown: { y: 1 },
};

/** By which a tile is moved and resized: for pointer, keys and menu alike. */
export function TileHandles({ id, title, place, grid, onArrange, keysId }: HandlesProps) {
  const placeTo = (to: Place, over: boolean) => onArrange({ do: "place", place: to, over });
  const move = useDrag(grid, place, "move", placeTo);
  const resize = useDrag(grid, place, "resize", placeTo);

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onArrange({ do: event.shiftKey ? "resize" : "move", step });
  }

  const item = (label: string, arrange: Arrange): MenuItem => ({ label, onSelect: () => onArrange(arrange) });
  const items: MenuItem[] = [
    item(strings.left, { do: "move", step: { x: -1 } }),
    item(strings.right, { do: "move", step: { x: 1 } }),
    item(strings.up, { do: "move", step: { y: -1 } }),
    item(strings.down, { do: "move", step: { y: 1 } }),
    { kind: "separator" },
    item(strings.wider, { do: "resize", step: { x: 1 } }),
    item(strings.narrower, { do: "resize", step: { x: -1 } }),
    item(strings.taller, { do: "resize", step: { y: 1 } }),
    item(strings.lower, { do: "resize", step: { y: -1 } }),
    { kind: "separator" },
    { label: strings.removeTile, tone: "destructive", onSelect: () => onArrange({ do: "remove" }) },
  ];
  return (
    <div className="mb-1 flex items-center gap-1">
      <Menu
        label={strings.handle(title)}
        items={items}
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            {...move}
            id={handleId(id)}
            label={strings.handle(title)}
            icon={<Grip />}
            variant="outline"
            aria-describedby={keysId}
            onKeyDown={onKeyDown}
            className="cursor-grab touch-none"
          />
        )}
      />
      <span aria-hidden="true" className="min-w-0 flex-1 truncate text-muted-foreground text-xs">
        {title}
      </span>
      <div
        title={strings.resize(title)}
        className="hidden size-6 cursor-nwse-resize touch-none items-center justify-center text-muted-foreground lg:flex [&_svg]:size-4"
        {...resize}
      >
        <MoveDiagonal2 aria-hidden="true" />
      </div>
    </div>
  );
}
