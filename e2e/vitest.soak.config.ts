import { defineConfig } from "vitest/config";

/** What takes minutes and kills processes: `pnpm soak`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    name: "soak",
    include: ["soak/*.test.ts"],
    globalSetup: ["./global-setup.ts"],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
