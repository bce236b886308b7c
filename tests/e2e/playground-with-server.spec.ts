import { expect, test } from "@playwright/test";

test("a message to the demo model is answered, and is still there after a reload", async ({ page }) => {
  await page.goto("/playground.html");
  await expect(page.getByRole("status")).toHaveText("Connected");
  await page.getByLabel("Message").fill("Hello there");
  await page.getByRole("button", { name: "Send" }).click();

  const log = page.getByRole("log");
  await expect(log.getByText("Hello there", { exact: true })).toBeVisible();
  const reply = log.locator("li:not(.mine):not(.note):not(.streaming) .text").last();
  await expect(reply).not.toBeEmpty();
  await expect(page.getByRole("button", { name: "Stop" })).toBeDisabled();
  const text = (await reply.textContent()) ?? "";

  await page.reload();
  await expect(log.getByText("Hello there", { exact: true })).toBeVisible();
  await expect(reply).toHaveText(text);
});
