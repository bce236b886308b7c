"use client";

import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { BoardItem } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { Badge } from "../../ui/badge.tsx";
import { flowStrings as words } from "../strings-flow.ts";
import { RailSection } from "./rail-section.tsx";

/** What the agents keep for each other: what is important first. */
export function BoardSection() {
  const board = useFolded((state) => state.board);
  if (board.length === 0) return null;
  const important = board.filter(({ kind }) => kind === "important");
  const others = board.filter(({ kind }) => kind !== "important");
  return (
    <RailSection title={words.board}>
      <ul aria-label={words.board} className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {[...important, ...others].map((item) => (
          <li key={item.key} className="text-sm">
            <p className="flex items-center gap-2">
              <span className="min-w-0 flex-1 break-words font-medium">{item.key}</span>
              <Badge tone={item.kind === "important" ? "warning" : "outline"}>
                {item.kind === "important" ? <TriangleAlert aria-hidden="true" /> : null}
                {words.boardKinds[item.kind]}
              </Badge>
            </p>
            <p className="line-clamp-6 whitespace-pre-wrap break-words">{textOf(item)}</p>
            <p className="text-muted-foreground text-xs">{words.writtenBy(item.by.id)}</p>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}

function textOf({ value }: BoardItem): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
