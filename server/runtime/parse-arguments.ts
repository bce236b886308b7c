/** A call's arguments as JSON; nothing at all means no arguments, and what is not JSON stays the text it is (the tool's check will say so). */
export function parseArguments(json: string): unknown {
  if (json.trim() === "") return {};
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
