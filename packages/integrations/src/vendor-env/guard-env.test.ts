import { expect, test } from "vitest";
import { z } from "zod";

import { guardEnv, guardSettings } from "./index.ts";

const shape = z.object({ ...guardEnv("ACME") });

test("each client is set by three names of its own, and stands without them", () => {
  expect(guardSettings(shape.parse({}), "ACME")).toEqual({ timeoutMs: 5_000, opensAfter: 5, maxConcurrent: 20 });
  const set = { ACME_TIMEOUT_MS: "800", ACME_BREAKER_THRESHOLD: "2", ACME_MAX_CONCURRENT: "50" };
  expect(guardSettings(shape.parse(set), "ACME")).toEqual({ timeoutMs: 800, opensAfter: 2, maxConcurrent: 50 });
});

test.for(["0", "-1", "1.5", "soon"])("a timeout of %s is refused when the process starts", (value) => {
  expect(shape.safeParse({ ACME_TIMEOUT_MS: value }).error?.issues.map(({ path }) => path)).toEqual([
    ["ACME_TIMEOUT_MS"],
  ]);
});
