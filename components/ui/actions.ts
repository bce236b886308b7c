import type { ReactNode } from "react";

/** Something that a person can do here: by the palette, by its shortcut, or both. */
export interface Action {
  id: string;
  label: string;
  /** The heading it stands under in the palette and in the shortcut sheet. */
  group: string;
  icon?: ReactNode;
  /** Stands at the end in the palette: where it is, or what it is about. */
  hint?: string;
  /** `mod+k`, `mod+shift+o`, `?`, `escape`, or one key after the other: `g c`. */
  shortcut?: string;
  /** More words that find it. */
  keywords?: string;
  /** Only in the shortcut sheet and by its shortcut. */
  notInPalette?: boolean;
  /** None: something else listens to the shortcut, and the sheet tells of it. */
  run?: () => void;
}

type Source = () => readonly Action[];

const sources = new Set<Source>();

/** What can be done now, asked anew each time: the last that came stands first, and wins where shortcuts are the same. */
export function actionsNow(): Action[] {
  return [...sources].reverse().flatMap((source) => source());
}

export function addActions(source: Source): () => void {
  sources.add(source);
  return () => sources.delete(source);
}
