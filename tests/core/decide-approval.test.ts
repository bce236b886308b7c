import { describe, expect, test } from "vitest";
import { expireApprovals } from "../../lib/core/decide-approval.ts";
import { fold } from "../../lib/core/reduce.ts";
import { answering, proposed, recorded, turnCompleted, turnStarted } from "./facts.ts";
import { given } from "./given.ts";

const danger = { callId: "c1", tool: "danger", arguments: { amount: 5 } };
const asked = (approval: { digest?: string; expiresAt?: string } = {}) => [
  ...answering(),
  turnStarted("r1", "t1"),
  turnCompleted("r1", "t1", "", [danger]),
  proposed("r1", "c1", "danger", {
    arguments: { amount: 5 },
    approval: { reason: "it is dangerous", digest: "digest of c1", ...approval },
  }),
];
const yes = { type: "tool.approve", callId: "c1" } as const;

describe("a yes", () => {
  test("to a tool that has changed since asks anew, and holds then", () => {
    const anew = given(asked({ digest: "of an older version" })).when(yes);
    anew.then({
      type: "tool.proposed",
      callId: "c1",
      approval: { digest: "digest of c1", reason: expect.stringMatching(/^the tool has changed since/) },
    });
    given(anew.afterwards).when(yes).then({ type: "tool.approved" });
  });

  test("that comes too late counts as a no", () => {
    given(asked({ expiresAt: "2025-12-31T23:59:59.000Z" }))
      .when(yes)
      .then({ type: "tool.denied", by: "system" });
    given(asked({ expiresAt: "2026-01-01T00:00:00.001Z" }))
      .when(yes)
      .then({ type: "tool.approved" });
  });

  test("that nobody gave in time is given up, and only that", () => {
    const state = fold(recorded(asked({ expiresAt: "2026-01-02T00:00:00.000Z" })));
    expect(expireApprovals(state, "2026-01-01T23:59:59.999Z")).toEqual([]);
    expect(expireApprovals(state, "2026-01-02T00:00:00.000Z")).toMatchObject([{ type: "tool.denied", callId: "c1" }]);
    expect(expireApprovals(fold(recorded(asked())), "2999-01-01T00:00:00.000Z")).toEqual([]);
  });
});
