import type { IncomingMessage } from "node:http";
import { type Principal, singleUser } from "../runtime/authorize.ts";

/** Who asks. In declared single-user mode there is one person. */
export function principalOf(_request: IncomingMessage): Principal {
  return singleUser;
}
