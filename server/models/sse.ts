import { StringDecoder } from "node:string_decoder";

/** A frame longer than this is no model's answer. */
const maxFrameLength = 16 * 1024 * 1024;

export interface SseParser {
  /** Takes bytes split anywhere. False when the frame has grown beyond any sense. */
  push(bytes: Buffer): boolean;
}

/**
 * Calls back with each event's data and name ("" where it has none). Comments and other fields are skipped.
 * An event that no empty line ended is not reported, as the standard has it.
 */
export function createSseParser(onEvent: (data: string, name: string) => void): SseParser {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let data: string | null = null;
  let name = "";
  let atStart = true;
  let skipLineFeed = false;

  function take(line: string): void {
    if (line === "") {
      if (data !== null) onEvent(data, name);
      data = null;
      name = "";
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    if (field !== "data" && field !== "event") return;
    const value = colon < 0 ? "" : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    if (field === "event") name = value;
    else data = data === null ? value : `${data}\n${value}`;
  }

  return {
    push(bytes) {
      let text = decoder.write(bytes);
      if (text === "") return true;
      if (atStart) {
        atStart = false;
        if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      }
      if (skipLineFeed && text !== "") {
        skipLineFeed = false;
        if (text.charCodeAt(0) === 10) text = text.slice(1);
      }
      let from = 0;
      let lineFeed = text.indexOf("\n");
      let carriageReturn = text.indexOf("\r");
      while (lineFeed >= 0 || carriageReturn >= 0) {
        const end = carriageReturn < 0 || (lineFeed >= 0 && lineFeed < carriageReturn) ? lineFeed : carriageReturn;
        take(rest === "" ? text.slice(from, end) : rest + text.slice(from, end));
        rest = "";
        from = end + 1;
        if (end === carriageReturn) {
          if (from === text.length) skipLineFeed = true;
          else if (lineFeed === from) from += 1;
          carriageReturn = text.indexOf("\r", from);
        }
        if (lineFeed >= 0 && lineFeed < from) lineFeed = text.indexOf("\n", from);
      }
      if (from < text.length) rest += from === 0 ? text : text.slice(from);
      return rest.length + (data?.length ?? 0) <= maxFrameLength;
    },
  };
}
