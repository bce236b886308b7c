import type { IncomingMessage } from "node:http";
import type { ShareLinks } from "../ports/people.ts";

const shareAddress = /^\/share\/([\w-]+)(?=$|[?/])/;

/**
 * Next draws "not found" with a script where a page finds it out by itself. So a link that is not open is asked for
 * under an address without a page: that answer is whole, and nobody can tell a closed link from one that never was.
 */
export async function hideClosedShare(request: IncomingMessage, shares: ShareLinks | null): Promise<void> {
  const token = shareAddress.exec(request.url ?? "")?.[1];
  if (token !== undefined && shares && (await shares.find(token)) === null) request.url = "/share";
}
