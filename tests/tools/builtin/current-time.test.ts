import { expect, test } from "vitest";
import { currentTime } from "../../../server/tools/builtin/current-time.ts";
import { toolContext } from "../tool-context.ts";

const tool = currentTime(() => new Date("2026-03-29T00:59:59Z"));

async function ask(args: Record<string, unknown>) {
  const checked = tool.check(args);
  if (!checked.ok) throw new Error(checked.message);
  return tool.run(checked.value, toolContext());
}

test("tells date, weekday and time in UTC", async () => {
  expect(await ask({})).toMatchObject({
    content: "Sunday, 2026-03-29T00:59:59+00:00 in UTC (2026-03-29T00:59:59.000Z in UTC)",
    details: { weekday: "Sunday", timeZone: "UTC" },
  });
});

test.each([
  ["Europe/Berlin", "2026-03-29T01:59:59+01:00", "Sunday"],
  ["America/New_York", "2026-03-28T20:59:59-04:00", "Saturday"],
  ["Asia/Kathmandu", "2026-03-29T06:44:59+05:45", "Sunday"],
])("tells the time in %s", async (timeZone, local, weekday) => {
  expect(await ask({ timeZone })).toMatchObject({ details: { local, weekday } });
});

test("refuses what is no time zone, with an example", () => {
  const checked = tool.check({ timeZone: "Mars/Olympus" });
  expect(checked.ok ? "" : checked.message).toContain("timeZone: is not a time zone; use a name such as Europe/Berlin");
});
