import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What makes a page hard or impossible to use for somebody, each with the element; `besides` names rules that do not fit. */
export async function axeFindings(page: Page, besides: string[] = []): Promise<string[]> {
  // In the page itself, and without a report of everything that is right: several times as quick. What a frame of another
  // origin shows is not ours.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .disableRules(besides);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
