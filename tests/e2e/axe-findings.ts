import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What makes a page hard or impossible to use for somebody, each with the element. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
