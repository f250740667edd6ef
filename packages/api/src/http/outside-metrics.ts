import { Counter, Gauge, register } from "prom-client";

import type { Services } from "@cartwright/core";
import { listOutsideServices, type OutsideServiceState } from "@cartwright/core/health/list-outside-services";

const labelNames = ["service", "app", "process"] as const;

const circuitValues = { closed: 0, half_open: 1, open: 2 } as const satisfies Record<
  OutsideServiceState["circuit"],
  number
>;

/**
 * Sets what every process last reported of the services that it calls. Without a database there is nothing to tell, and the
 * other metrics are told all the same.
 */
export async function setOutsideMetrics(services: Pick<Services, "db" | "log">): Promise<void> {
  const { circuit, underWay, queued, calls } = metrics();
  for (const metric of [circuit, underWay, queued, calls]) metric.reset();
  const states = await listOutsideServices(services).catch((error: unknown) => {
    services.log.warn({ err: error }, "outside_metrics_unread");
    return [];
  });
  for (const state of states) {
    const labels = { service: state.service, app: state.app, process: state.processId };
    circuit.set(labels, circuitValues[state.circuit]);
    underWay.set(labels, state.underWay);
    queued.set(labels, state.queued);
    calls.inc({ ...labels, outcome: "answered" }, state.answered);
    calls.inc({ ...labels, outcome: "failed" }, state.failed);
    calls.inc({ ...labels, outcome: "turned_away" }, state.turnedAway);
  }
}

let kept: ReturnType<typeof create> | undefined;

function metrics() {
  return (kept ??= create());
}

function create() {
  const names = [
    "outside_circuit_state",
    "outside_calls_under_way",
    "outside_calls_queued",
    "outside_calls_total",
  ] as const;
  // Reloading in development evaluates this module again, while the registry stays.
  for (const name of names) register.removeSingleMetric(name);
  const [state, active, waiting, total] = names;
  return {
    circuit: new Gauge({
      name: state,
      help: "How the circuit breaker in front of an outside service stands: 0 closed, 1 half open, 2 open.",
      labelNames,
    }),
    underWay: new Gauge({ name: active, help: "Calls to an outside service that are under way.", labelNames }),
    queued: new Gauge({ name: waiting, help: "Calls to an outside service that wait for their turn.", labelNames }),
    calls: new Counter({
      name: total,
      help: "Calls to an outside service since its process started: answered, failed, or turned away by the breaker.",
      labelNames: [...labelNames, "outcome"],
    }),
  };
}
