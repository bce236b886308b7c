import type { SessionState } from "./state.ts";
import type { World } from "./world.ts";

/**
 * What stands in the log for a value that a tool's schema calls secret. Only the server can open it, and only where the
 * tool's schema says that there is a secret.
 */
export const sealedMark = "sealed:";
export const hiddenValue = "•••";

/** A call's arguments as they may stand in the log. */
export function sealedArguments(world: World, state: SessionState, tool: string, args: unknown): unknown {
  return world.seal ? world.seal(state.ownerId, tool, args) : args;
}

export function isSealed(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(sealedMark);
}

/** For people and models: that there is something, and nothing of it. */
export function hideSealed(value: unknown): unknown {
  if (isSealed(value)) return hiddenValue;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(hideSealed);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hideSealed(each)]));
}

/** What a person made of hidden values: where one still stands hidden, what was sealed there stays. */
export function keepSealed(edited: unknown, before: unknown): unknown {
  if (edited === hiddenValue && isSealed(before)) return before;
  if (edited === null || typeof edited !== "object" || before === null || typeof before !== "object") return edited;
  const was = (key: string | number) => (Object.hasOwn(before, key) ? Reflect.get(before, key) : undefined);
  if (Array.isArray(edited)) return edited.map((each, index) => keepSealed(each, was(index)));
  return Object.fromEntries(Object.entries(edited).map(([name, each]) => [name, keepSealed(each, was(name))]));
}
