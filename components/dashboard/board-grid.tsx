"use client";

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import type { Tile } from "../../lib/dashboards/dashboard.ts";
import { inReadingOrder, moved, resized, withPlace } from "../../lib/dashboards/layout.ts";
import { announce } from "../ui/announce.ts";
import { type Arrange, handleId } from "./arrange.ts";
import { BoardTile } from "./board-tile.tsx";
import { strings } from "./strings.ts";
import "./board.css";

interface Props {
  tiles: readonly Tile[];
  titleOf: (tile: Tile) => string;
  arranging: boolean;
  onTiles: (tiles: Tile[]) => void;
  draw: (tile: Tile) => ReactNode;
}

/** The tiles of a board, moved and resized by pointer, by keys or by menu. What came of it is said aloud. */
export function BoardGrid({ tiles, titleOf, arranging, onTiles, draw }: Props) {
  const grid = useRef<HTMLUListElement>(null);
  const keysId = useId();
  /** While a tile is dragged: where everything would stand. */
  const [dragged, setDragged] = useState<readonly Tile[] | null>(null);
  const last = useRef<string | null>(null);

  // A tile that changes its place among the others would lose the focus with it.
  useLayoutEffect(() => {
    if (last.current && document.activeElement === document.body)
      document.getElementById(handleId(last.current))?.focus();
  });

  function arrange(tile: Tile, wanted: Arrange): void {
    last.current = tile.id;
    const title = titleOf(tile);
    if (wanted.do === "remove") {
      onTiles(tiles.filter(({ id }) => id !== tile.id));
      return announce(strings.removed(title));
    }
    const next = arrangedAs(tiles, tile.id, wanted);
    if (wanted.do === "place" && !wanted.over) return setDragged(next);
    setDragged(null);
    const place = next.find(({ id }) => id === tile.id)?.place ?? tile.place;
    const stays = next.every(({ id, place: to }) => samePlace(to, tiles.find((each) => each.id === id)?.place));
    if (stays) return announce(strings.unmoved(title));
    onTiles(next);
    announce(strings.placed(title, place));
  }

  return (
    <>
      <p id={keysId} className="sr-only">
        {strings.handleKeys}
      </p>
      <ul ref={grid} className="board-grid grid grid-cols-[minmax(0,1fr)] gap-3">
        {inReadingOrder(tiles).map((tile) => (
          <BoardTile
            key={tile.id}
            id={tile.id}
            title={titleOf(tile)}
            // What is dragged must not change its place in the document: it would be let go.
            place={dragged?.find(({ id }) => id === tile.id)?.place ?? tile.place}
            grid={grid}
            keysId={keysId}
            onArrange={arranging ? (wanted) => arrange(tile, wanted) : null}
          >
            {draw(tile)}
          </BoardTile>
        ))}
      </ul>
    </>
  );
}

function arrangedAs(tiles: readonly Tile[], id: string, wanted: Exclude<Arrange, { do: "remove" }>): Tile[] {
  switch (wanted.do) {
    case "move":
      return moved(tiles, id, wanted.step);
    case "resize":
      return resized(tiles, id, wanted.step);
    case "place":
      return withPlace(tiles, id, wanted.place);
  }
}

function samePlace(a: Tile["place"], b: Tile["place"] | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
