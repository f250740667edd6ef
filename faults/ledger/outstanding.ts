import type { Stock } from "./take-stock.ts";

/** Names of what was committed and has not come about yet, like `job 0199…` or `callback 0199… to 0199…`. */
export function outstanding(stock: Stock): string[] {
  const { written, effects, arrivals } = stock;
  const logged = new Set(stock.log);
  const handled = new Set(stock.handled);
  const arrived = [...arrivals].map(([endpoint, ids]) => ({ endpoint, ids: new Set(ids) }));
  return [
    ...written.jobs.filter((id) => !effects.has(id)).map((id) => `job ${id}`),
    ...written.events.filter(({ id }) => !logged.has(id)).map(({ id }) => `event ${id}`),
    ...written.events
      .filter(({ id, type }) => type === "order.paid" && !handled.has(id))
      .map(({ id }) => `subscriber ${id}`),
    ...arrived.flatMap(({ endpoint, ids }) =>
      written.events.filter(({ id }) => !ids.has(id)).map(({ id }) => `callback ${id} to ${endpoint}`),
    ),
  ];
}
