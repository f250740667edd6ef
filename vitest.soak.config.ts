import { resolve } from "node:path";

import { defineConfig } from "vitest/config";

const races = ["payments/sync-payment", "orders/cancel-order", "shipping/shipping"];

/** What takes minutes: races as often as we promise, then a shop whose programs are killed. `pnpm soak`. */
export default defineConfig({
  test: {
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "races",
          include: races.map((race) => `packages/core/src/${race}.test.ts`),
          globalSetup: ["./scripts/test/global-setup.ts"],
          provide: { soak: true },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "crashes",
          root: resolve(import.meta.dirname, "e2e"),
          include: ["soak/*.test.ts"],
          globalSetup: [resolve(import.meta.dirname, "e2e/global-setup.ts")],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
