import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyPatch, valueAt } from "../../lib/core/patch.ts";

const document = { title: "T", nodes: { a: { rows: [1, 2, 3] }, "x/y~z": 1 } };

describe("a patch", () => {
  test.each([
    [
      { op: "replace", path: "/title", value: "U" },
      { ...document, title: "U" },
    ],
    [
      { op: "add", path: "/nodes/a/rows/-", value: 4 },
      { ...document, nodes: { ...document.nodes, a: { rows: [1, 2, 3, 4] } } },
    ],
    [
      { op: "add", path: "/nodes/a/rows/0", value: 0 },
      { ...document, nodes: { ...document.nodes, a: { rows: [0, 1, 2, 3] } } },
    ],
    [
      { op: "remove", path: "/nodes/a/rows/1" },
      { ...document, nodes: { ...document.nodes, a: { rows: [1, 3] } } },
    ],
    [
      { op: "replace", path: "/nodes/x~1y~0z", value: 2 },
      { ...document, nodes: { ...document.nodes, "x/y~z": 2 } },
    ],
  ] as const)("%j", (operation, expected) => {
    expect(applyPatch(document, [operation])).toEqual({ ok: true, value: expected });
    expect(document.nodes.a.rows).toEqual([1, 2, 3]);
  });

  test.each([
    ["/nodes/b/rows", "replace"],
    ["/nodes/a/rows/3", "replace"],
    ["/nodes/a/rows/01", "replace"],
    ["/nodes/a/rows/x", "add"],
    ["title", "add"],
    ["", "replace"],
    ["/__proto__/polluted", "add"],
    ["/nodes/constructor/prototype/polluted", "add"],
    [`/${"a/".repeat(40)}`, "add"],
  ] as const)("that does not fit (%s) is refused with a reason, and nothing of it happens", (path, op) => {
    const first = { op: "replace" as const, path: "/title", value: "changed" };
    expect(applyPatch(document, [first, { op, path, value: 1 }])).toMatchObject({
      ok: false,
      reason: expect.stringContaining("Operation 2"),
    });
    expect(document.title).toBe("T");
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("that adds a value makes it stand there, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.stringMatching(/^[a-z/~]{1,8}$/), (value, key) => {
        const path = `/nodes/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        const patched = applyPatch(document, [{ op: "add", path, value }]);
        expect(patched.ok && valueAt(patched.value, path)).toEqual(value);
      }),
    );
  });
});
