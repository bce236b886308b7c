import { expect, type Page } from "@playwright/test";

/** What a person does in the chat. */

export async function beginChat(page: Page, content: string): Promise<void> {
  await page.goto("/chat");
  await say(page, content);
  await page.waitForURL(/\/chat\/[\w:-]+$/);
}

export async function say(page: Page, content: string): Promise<void> {
  await composer(page).fill(content);
  await composer(page).press("Enter");
}

export function composer(page: Page) {
  return page.getByRole("textbox", { name: "Message", exact: true });
}

export function log(page: Page) {
  return page.getByRole("log", { name: "Conversation" });
}

/** The answers that are complete. */
export function answers(page: Page) {
  return log(page).getByRole("article", { name: "general" }).and(page.locator(":not([aria-busy])"));
}

/** What was said last has its answer, and nobody writes. */
export async function untilIdle(page: Page): Promise<void> {
  await expect(log(page).getByRole("article").last()).not.toHaveAccessibleName(/^You/);
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);
}
