import { expect, type Page, test } from "@playwright/test";
import { beginChat, composer, log, untilIdle } from "./chat-talk.ts";
import { testLooks } from "./looks.ts";

// Only ends a test that waits for ever, also on a machine that has much else to do.
test.describe.configure({ timeout: 90_000 });

const states: Record<string, (page: Page) => Promise<void>> = {
  "an answer with code and a table": async (page) => {
    await beginChat(page, "Show me code");
    await expect(log(page).locator("pre span.text-agent-4").first()).toBeVisible();
    await untilIdle(page);
  },
  "a tool that was used": async (page) => {
    await beginChat(page, "Calculate 6*7, then plan a party: invite friends, bake a cake");
    await untilIdle(page);
    await log(page).locator("summary").first().click();
  },
  "a question": async (page) => {
    await beginChat(page, "Ask me which colour: red, green or blue");
    await expect(page.getByRole("radio", { name: "green" })).toBeVisible();
  },
  "an approval": async (page) => {
    await beginChat(page, "Remember 4711 as door-password");
    await page.getByRole("button", { name: "Edit arguments" }).click();
  },
  "a stopped answer": async (page) => {
    await beginChat(page, "Write a long story of 2000 words");
    await expect(log(page).getByText("came to the harbour").first()).toBeVisible();
    await composer(page).press("Escape");
    await expect(log(page).getByText("general was stopped")).toBeVisible();
  },
  "the inbox": async (page) => {
    await beginChat(page, "Ask me which way: left or right");
    await expect(page.getByRole("radio", { name: "left" })).toBeVisible();
    await page.goto("/inbox");
    await expect(page.getByRole("radio", { name: "left" }).first()).toBeVisible();
  },
};

testLooks(states);
