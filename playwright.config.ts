import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./tests/e2e/browser.ts";

/** The browser tests run against the production build, on a fresh data directory and with the demo model. */
const port = Number(process.env.E2E_PORT ?? 3210);
const baseURL = `http://127.0.0.1:${port}`;
const dataDirectory = join(tmpdir(), `troupe-e2e-${port}`);

const isWorker = process.env.TEST_WORKER_INDEX !== undefined;
if (!isWorker) rmSync(dataDirectory, { recursive: true, force: true });

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./tests/e2e/global.setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: process.env.CI === "true",
  // One that only passes the second time is named by the report and counted apart: it does not hold up everybody else.
  retries: process.env.CI === "true" ? 1 : 0,
  workers: 2,
  // Only end what waits for ever, also on a machine that has much else to do.
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: { ...devices["Desktop Chrome"], baseURL, launchOptions, trace: "on-first-retry" },
  webServer: {
    command: `"${process.execPath}" --enable-source-maps dist/server.js`,
    url: `${baseURL}/ready`,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: dataDirectory,
      DATABASE_URL: "",
      REDIS_URL: "",
      DEFAULT_MODEL_PROVIDER: "demo",
      // Quicker than people read, slow enough to be stopped in the middle.
      DEMO_TOKENS_PER_SECOND: "150",
      MCP_STDIO_COMMANDS: process.execPath,
      LOG_LEVEL: "warn",
    },
  },
});
