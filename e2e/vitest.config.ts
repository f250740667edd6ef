import { defineConfig } from "vitest/config";

/** Browser tests: one after the other, against one production instance that the set-up starts. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    name: "e2e",
    include: ["**/*.test.ts"],
    globalSetup: ["./global-setup.ts"],
    passWithNoTests: true,
    fileParallelism: false,
    maxWorkers: 1,
    // A busy machine may take longer than the second that polling gets by default.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
