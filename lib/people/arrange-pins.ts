import type { Pin } from "./preferences.ts";

export function movedPin(pins: readonly Pin[], from: number, to: number): Pin[] {
  const pin = pins[from];
  if (!pin || to < 0 || to >= pins.length) return [...pins];
  return pins.toSpliced(from, 1).toSpliced(to, 0, pin);
}

export function widenedPin(pins: readonly Pin[], index: number, by: number): Pin[] {
  return pins.map((pin, at) => (at === index ? { ...pin, width: Math.min(3, Math.max(1, pin.width + by)) } : pin));
}
