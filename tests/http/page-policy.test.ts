import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { pagePolicy, setPagePolicy } from "../../server/page-policy.ts";

test("a request cannot bring a nonce of its own: the page is drawn with the one that its answer names", () => {
  const request = {
    headers: { "x-nonce": "mine", "content-security-policy": "script-src *" },
  } as unknown as IncomingMessage;
  let told = "";
  const response = { setHeader: (_name: string, value: string) => (told = value) } as unknown as ServerResponse;
  setPagePolicy(request, response, false);
  const nonce = request.headers["x-nonce"];
  expect(nonce).toMatch(/^[\w+/]{22}==$/);
  expect(told).toContain(`'nonce-${nonce}'`);
  expect(request.headers["content-security-policy"]).toBe(told);
});

test("only development may evaluate text", () => {
  expect(pagePolicy("n", false)).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  expect(pagePolicy("n", true)).toContain("'unsafe-eval'");
});
