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
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
