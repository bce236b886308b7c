const names: Record<string, [mac: string, other: string]> = {
  mod: ["⌘", "Ctrl"],
  shift: ["⇧", "Shift"],
  alt: ["⌥", "Alt"],
  enter: ["⏎", "Enter"],
  escape: ["Esc", "Esc"],
  up: ["↑", "↑"],
  down: ["↓", "↓"],
  left: ["←", "←"],
  right: ["→", "→"],
};

/** `mod+shift+o` as its keys; `g c`, one after the other, as two lots. */
export function shortcutKeys(shortcut: string, mac: boolean): string[][] {
  return shortcut
    .split(" ")
    .map((chord) =>
      chord.split("+").map((key) => names[key]?.[mac ? 0 : 1] ?? (key.length === 1 ? key.toUpperCase() : key)),
    );
}

/** In one word, for a tooltip: `⌘K`, `Ctrl+K`, `G C`. */
export function shortcutText(shortcut: string, mac: boolean): string {
  return shortcutKeys(shortcut, mac)
    .map((keys) => keys.join(mac ? "" : "+"))
    .join(" ");
}
