import { expect, it } from "vitest";
import { compile } from "../../server/functions/compile.ts";

const typed = "export default ({ net }: { net: number }) => net * 1.2;";
const broken = "export default ({ net } => net;";

async function trouble(source: string, language: "javascript" | "typescript"): Promise<string | null> {
  const made = await compile({ name: "tried", language, source, imports: null });
  return made.ok ? null : (made.errors[0]?.message ?? "");
}

it("says that what cannot be read as JavaScript can be read as TypeScript", async () => {
  expect(await trouble(typed, "javascript")).toBe(
    'Expected ")" but found ":". It reads as TypeScript, and its language is set to JavaScript.',
  );
  expect(await trouble(typed, "typescript")).toBeNull();
});

it("says nothing of it where neither can be read", async () => {
  expect(await trouble(broken, "javascript")).toBe('Expected ")" but found "=>"');
});
