import { expect, test } from "vitest";

import type { OutsideServicesDto } from "@cartwright/api/schemas";

import { groupServices } from "./group-services.ts";

const state: OutsideServicesDto["items"][number] = {
  service: "posti",
  app: "worker",
  processId: "a",
  circuit: "closed",
  underWay: 0,
  queued: 0,
  answered: 10,
  failed: 0,
  turnedAway: 0,
  probeAt: null,
  lastFailure: null,
  lastFailureAt: null,
};

test("a service that one process holds back from comes first, with what that one knows", () => {
  const trouble = { circuit: "open", failed: 5, lastFailure: "stripe: down" } as const;
  const times = { lastFailureAt: "2026-11-25T10:00:00.000Z" };
  const groups = groupServices([
    state,
    { ...state, service: "stripe", app: "web", underWay: 2 },
    { ...state, service: "stripe", processId: "b", ...trouble, ...times },
  ]);
  expect(groups.map(({ service, circuit }) => [service, circuit])).toEqual([
    ["stripe", "open"],
    ["posti", "closed"],
  ]);
  expect(groups[0]).toMatchObject({ processes: 2, holdingBack: 1, underWay: 2, failed: 5, calls: 25, ...times });
});
