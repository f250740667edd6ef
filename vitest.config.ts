import { defineConfig } from "vitest/config";

const projects = [
  "packages/db",
  "packages/core",
  "packages/api",
  "packages/integrations",
  "apps/sandbox",
  "apps/worker",
  "apps/web",
  "scripts",
  "faults",
];

export default defineConfig({
  test: {
    globalSetup: ["./scripts/test/global-setup.ts"],
    pool: "forks",
    // Files of a project follow one another in the same processes: half the time went into loading the same modules anew.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    provide: { soak: false },
    projects: projects.map((folder) => ({
      extends: true as const,
      test: { name: folder.replace(/^.*\//, ""), include: [`${folder}/**/*.test.{ts,tsx}`] },
    })),
  },
});
