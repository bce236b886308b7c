import { type Action, actionsNow } from "./actions.ts";

/** How long the second key of `g c` may take. */
const betweenKeysMs = 1_200;

interface Options {
  mac: boolean;
  singleKeys: () => boolean;
}

type Pressed = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey" | "timeStamp">;

/**
 * Which action a key asks for. A letter or a sign alone asks for nothing where one types, while something is open above
 * the page, or when single keys are turned off.
 */
export function shortcutFinder({ mac, singleKeys }: Options) {
  let first: { key: string; at: number } | null = null;

  return function find(event: Pressed, where: { typing: boolean; covered: boolean }): Action | null {
    const chord = chordOf(event, mac);
    if (chord === null) return null;
    const plain = !chord.includes("+") && chord.length === 1;
    const before = first;
    first = null;
    if (where.covered && chord !== "mod+k") return null;
    if (plain && (where.typing || !singleKeys())) return null;

    const actions = actionsNow().filter((action) => action.run && action.shortcut);
    if (before && event.timeStamp - before.at < betweenKeysMs) {
      const second = actions.find((action) => action.shortcut === `${before.key} ${chord}`);
      if (second) return second;
    }
    const found = actions.find((action) => action.shortcut === chord);
    if (found) return found;
    if (plain && actions.some((action) => action.shortcut?.startsWith(`${chord} `))) {
      first = { key: chord, at: event.timeStamp };
    }
    return null;
  };
}

const renamed: Record<string, string> = {
  " ": "space",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

function chordOf(event: Pressed, mac: boolean): string | null {
  if (["Meta", "Control", "Shift", "Alt"].includes(event.key)) return null;
  const key = renamed[event.key] ?? event.key.toLowerCase();
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (otherMod) return null;
  const isSign = key.length === 1 && key.toUpperCase() === key;
  const keys = [
    ...(mod ? ["mod"] : []),
    ...(event.altKey ? ["alt"] : []),
    // Signs such as "?" are what Shift made of a key already.
    ...(event.shiftKey && !isSign ? ["shift"] : []),
    key,
  ];
  return keys.join("+");
}
