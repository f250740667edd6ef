import { defineConfig } from "vitest/config";

const looking = ["storefront-access", "storefront-browse", "admin.pages"].map((name) => `${name}.test.ts`);

/**
 * Browser tests against one production instance that the set-up starts. Those that only look at pages run two at a time;
 * those that buy, change or time something run after them, one by one.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ["./global-setup.ts"],
    passWithNoTests: true,
    // A busy machine may take longer than the second that polling gets by default.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "pages", include: looking, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: "flows",
          include: ["*.test.ts"],
          exclude: looking,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
