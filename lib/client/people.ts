import type { Live } from "../core/live.ts";

/** A window says again that somebody types while they do; one that fell silent is forgotten after this long. */
export const typingLastsMs = 6_000;
export const typingAgainMs = 3_000;

/** Who has the session open and who writes, as far as this client was told. */
export interface People {
  /** By person: in how many windows. */
  online: Readonly<Record<string, number>>;
  /** By window: who writes there, and until when that counts. */
  typing: Readonly<Record<string, { userId: string; until: number }>>;
}

export const nobody: People = { online: {}, typing: {} };

export function glimpsePeople(people: People, live: readonly Live[], now: number): People {
  let next = people;
  for (const each of live) {
    if (each.type === "presence") {
      const { [each.userId]: _before, ...others } = next.online;
      next = { ...next, online: each.online > 0 ? { ...others, [each.userId]: each.online } : others };
    } else if (each.type === "typing") {
      const window = each.window ?? each.userId;
      const { [window]: _before, ...others } = next.typing;
      const writes = { userId: each.userId, until: now + typingLastsMs };
      next = { ...next, typing: each.active ? { ...others, [window]: writes } : others };
    }
  }
  return next;
}

/** Without those who fell silent. */
export function stillTyping(people: People, now: number): People {
  const entries = Object.entries(people.typing);
  const lasting = entries.filter(([, { until }]) => until > now);
  return lasting.length === entries.length ? people : { ...people, typing: Object.fromEntries(lasting) };
}

/** Who writes, each once. */
export function whoTypes(people: People): string[] {
  return [...new Set(Object.values(people.typing).map(({ userId }) => userId))];
}
