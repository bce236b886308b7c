import type { Refused } from "../../lib/client/protocol.ts";
import { isAppError } from "../../lib/core/errors.ts";

/** Every failure as the answer that the protocol names; what was not foreseen is reported and told without its insides. */
export function refusal(error: unknown, onTrouble: (what: string, error: unknown) => void): Refused {
  if (isAppError(error)) return { ok: false, error: { code: error.code, message: error.message, ...error.details } };
  onTrouble("a socket request failed", error);
  return {
    ok: false,
    error: { code: "internal", message: "Something went wrong on the server. It was logged; try again." },
  };
}
