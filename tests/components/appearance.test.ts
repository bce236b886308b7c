import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  type Appearance,
  appearanceKey,
  appearanceScript,
  defaultAppearance,
  parseAppearance,
} from "../../components/ui/appearance.ts";

/** What the first script of a page does to `<html>`, given what was kept. */
function drawn(kept: string | null): Record<string, string> {
  const dataset: Record<string, string> = {};
  runInNewContext(appearanceScript, {
    document: { documentElement: { dataset } },
    localStorage: { getItem: (key: string) => (key === appearanceKey ? kept : null) },
  });
  return dataset;
}

describe("how a browser wants to see things", () => {
  const wished: Appearance = {
    theme: "dark",
    density: "compact",
    fontSize: "larger",
    singleKeys: false,
    sidebar: "collapsed",
  };

  test("is kept whole", () => {
    expect(parseAppearance(JSON.stringify(wished))).toEqual(wished);
  });

  test("is drawn before anything else, the same as later", () => {
    expect(drawn(JSON.stringify(wished))).toEqual({
      theme: "dark",
      density: "compact",
      fontSize: "larger",
      sidebar: "collapsed",
    });
    expect(drawn(JSON.stringify({ ...wished, theme: "system" }))).not.toHaveProperty("theme");
  });

  test.each([null, "", "{", "[]", "null", "7", '{"theme":"neon","density":3,"fontSize":{},"sidebar":"gone"}'])(
    "is the default where %j was kept",
    (kept) => {
      expect(parseAppearance(kept)).toEqual(defaultAppearance);
      expect(() => drawn(kept)).not.toThrow();
    },
  );
});
