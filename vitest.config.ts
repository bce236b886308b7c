import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}", "{lib,server,components,app,cli,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["node_modules", ".next", "dist", "tests/e2e/**"],
    environment: "node",
    // One for each core: Vitest itself leaves one to the person at the keyboard.
    maxWorkers: "100%",
    setupFiles: ["tests/support/same-stories-in-ci.ts"],
    // Tests wait for what happens, never for a while; these only end one that waits for ever.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    restoreMocks: true,
    unstubEnvs: true,
    coverage: {
      provider: "v8",
      include: ["lib/**", "server/**", "components/**", "app/**", "cli/**"],
      exclude: ["**/*.test.{ts,tsx}", "prisma/generated/**"],
      reporter: ["text-summary", "html", "json-summary"],
    },
  },
});
