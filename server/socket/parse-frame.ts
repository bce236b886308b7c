import { type ClientFrame, type ClientFrameName, clientFrames } from "../../lib/client/protocol.ts";
import { checkInput } from "../../lib/input/check-input.ts";

/** The frame as the protocol wants it, or a refusal that names what is wrong. */
export function parseFrame<N extends ClientFrameName>(name: N, payload: unknown): ClientFrame<N> {
  return checkInput(clientFrames[name], payload, `"${name}"`) as ClientFrame<N>;
}
