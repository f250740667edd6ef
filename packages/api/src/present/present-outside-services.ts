import type { OutsideServiceState } from "@cartwright/core/health/list-outside-services";

import type { OutsideServicesDto } from "#schemas/outside-services.ts";

import { presentInstant } from "./present-money.ts";

export function presentOutsideServices(states: readonly OutsideServiceState[]): OutsideServicesDto {
  return {
    items: states.map((state) => ({
      ...state,
      probeAt: presentInstant(state.probeAt),
      lastFailureAt: presentInstant(state.lastFailureAt),
    })),
  };
}
