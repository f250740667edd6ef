import { Histogram, register } from "prom-client";

const name = "http_request_duration_seconds";

const labels = ["method", "route", "status"] as const;

/** Notes one answered request under its route pattern. */
export function observeRequest({
  method,
  route,
  status,
  durationMs,
}: {
  method: string;
  route: string;
  status: number;
  durationMs: number;
}): void {
  histogram().observe({ method, route, status: String(status) }, durationMs / 1000);
}

let kept: Histogram<(typeof labels)[number]> | undefined;

function histogram() {
  // Reloading in development evaluates this module again, while the registry stays.
  if (!kept) register.removeSingleMetric(name);
  kept ??= new Histogram({
    name,
    help: "How long requests took, from arrival to the answer's head.",
    labelNames: labels,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
  return kept;
}
