import type { UserData } from "../../../server/ports/people.ts";

/** What is kept per person, in memory and as JSON. */
export function memoryUserData(): UserData {
  const kept = new Map<string, Map<string, string>>();
  const of = (ownerId: string) => kept.get(ownerId) ?? new Map<string, string>();
  return {
    async get(ownerId, name) {
      const json = of(ownerId).get(name);
      return json === undefined ? undefined : JSON.parse(json);
    },
    async set(ownerId, name, value) {
      kept.set(ownerId, of(ownerId).set(name, JSON.stringify(value)));
    },
    async list(ownerId) {
      return [...of(ownerId)].map(([name, json]) => ({
        name,
        bytes: json.length,
        changedAt: "2026-01-01T00:00:00.000Z",
      }));
    },
    async delete(ownerId, name) {
      return of(ownerId).delete(name);
    },
  };
}
