import { mostPins, type Pin, type Preferences } from "../../lib/people/preferences.ts";
import { callApi } from "./call-api.ts";

const path = "/users/me/preferences";

export async function savePins(pins: readonly Pin[]): Promise<void> {
  await callApi("PATCH", path, { pins });
}

/** Puts it at the end; one that is there already stays where it is. */
export async function addPin(sessionId: string, surfaceId: string): Promise<"added" | "there" | "full"> {
  const { pins } = await callApi<Preferences>("GET", path);
  if (pins.some((pin) => pin.sessionId === sessionId && pin.surfaceId === surfaceId)) return "there";
  if (pins.length >= mostPins) return "full";
  await savePins([...pins, { sessionId, surfaceId, width: 1 }]);
  return "added";
}
