import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { hideClosedShare } from "../../server/http/closed-share.ts";
import type { ShareLinks } from "../../server/ports/people.ts";

const shares = { find: async (token: string) => (token === "open" ? {} : null) } as unknown as ShareLinks;

test.each([
  ["/share/open", "/share/open"],
  ["/share/open?page=2", "/share/open?page=2"],
  ["/share/closed", "/share"],
  ["/share/closed?page=2", "/share"],
  ["/share/open/log", "/share/open/log"],
  ["/share/closed/log", "/share"],
  ["/share/closed/replay?at=3", "/share"],
  ["/shared", "/shared"],
  ["/chat/share/closed", "/chat/share/closed"],
])("%s is asked for as %s", async (asked, url) => {
  const request = { url: asked } as IncomingMessage;
  await hideClosedShare(request, shares);
  expect(request.url).toBe(url);
});
