import { expect, test } from "vitest";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { failedCall, failedFunction, stackFrames } from "../../lib/functions/failed-call.ts";

const error: CodeError = {
  kind: "thrown",
  message: "There is no price.",
  line: 4,
  column: 10,
  stack: "    at priceOf (prices.ts:4:10)\n    at (prices.ts:9:3)\n    at rows (troupe:csv:12:7)",
};
const ran = { name: "prices", version: 2, hash: "abc", executionId: "exec_1", error };

test("a failed call tells where in which version, and not the words again", () => {
  const details = JSON.parse(JSON.stringify(failedCall(ran)));
  expect(failedFunction(details)).toEqual({
    ...{ name: "prices", version: 2, hash: "abc", executionId: "exec_1" },
    failure: { kind: "thrown", line: 4, column: 10, stack: error.stack },
  });
  expect(JSON.stringify(details)).not.toContain("no price");
});

test("details of other tools, of calls that ended well and of older logs are not taken for it", () => {
  for (const details of [undefined, null, "x", {}, { function: { name: "prices", version: 2, executionId: "e" } }])
    expect(failedFunction(details)).toBeNull();
});

test("a stack is its frames, the innermost first; what is none is left out", () => {
  expect(stackFrames(error.stack ?? "")).toEqual([
    { name: "priceOf", source: "prices.ts", line: 4, column: 10 },
    { name: "", source: "prices.ts", line: 9, column: 3 },
    { name: "rows", source: "troupe:csv", line: 12, column: 7 },
  ]);
  expect(stackFrames("Error: no\n    at native\n")).toEqual([]);
});
