"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Trash2 from "lucide-react/icons/trash-2";
import { IconButton } from "../../ui/icon-button.tsx";
import { editStrings as words } from "./strings.ts";

interface Props {
  /** What is moved. */
  title: string;
  at: number;
  count: number;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Up, down, away. At an end the button keeps the focus and does nothing. */
export function MoveButtons({ title, at, count, onMove, onRemove }: Props) {
  const isFirst = at === 0;
  const isLast = at === count - 1;
  return (
    <span className="flex shrink-0 items-center gap-0.5">
      <IconButton
        size="small"
        label={words.up(title)}
        icon={<ArrowUp />}
        aria-disabled={isFirst || undefined}
        onClick={() => isFirst || onMove(-1)}
      />
      <IconButton
        size="small"
        label={words.down(title)}
        icon={<ArrowDown />}
        aria-disabled={isLast || undefined}
        onClick={() => isLast || onMove(1)}
      />
      <IconButton size="small" label={words.remove(title)} icon={<Trash2 />} onClick={onRemove} />
    </span>
  );
}

/** The list with one of it a place further. */
export function swapped<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const [one, other] = [list[at], list[at + by]];
  if (one === undefined || other === undefined) return [...list];
  return list.with(at, other).with(at + by, one);
}
