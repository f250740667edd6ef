import { defineConfig } from "vitest/config";

const files = (...names: string[]) => names.map((name) => `${name}.test.ts`);
const changing = files("admin.automation", "admin.callbacks", "admin.jobs", "admin.products", "admin.settings");
const timed = files("admin.live", "storefront-vitals", "two-webs");

/**
 * Browser tests against one production instance that the set-up starts. First those that look at pages and those that buy, each
 * from its own shelf, then those that change what everybody sees, both two at a time; at last, one by one, those that promise
 * how long something takes, or that nobody else orders meanwhile. All wait until no other tests run on the machine.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ["./global-setup.ts"],
    setupFiles: ["./wait-alone.ts"],
    passWithNoTests: true,
    // A busy machine may take longer than the second that polling gets by default.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "looking and buying",
          include: ["*.test.ts"],
          exclude: [...changing, ...timed],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "changing", include: changing, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: "timed", include: timed, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
