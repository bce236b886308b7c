/** Also where the page came over plain HTTP from another machine, which has no `randomUUID`. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `command_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
