/** A call's arguments as providers want them back: always an object, also where the model once wrote something else. */
export function argumentsObject(value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return typeof value === "string" ? { text: value } : { value };
}
