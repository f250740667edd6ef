import type { Route } from "../server/exchange.ts";
import { parseJsonBody } from "../server/refusal.ts";
import { json, noContent } from "../server/reply.ts";
import { faultInput } from "./faults.ts";
import type { Faults } from "./faults.ts";

export function faultRoutes(faults: Faults): Route[] {
  return [
    {
      method: "POST",
      pattern: "/faults",
      handle: (exchange) => json(faults.add(parseJsonBody(exchange, faultInput)), 201),
    },
    { method: "GET", pattern: "/faults", handle: () => json({ items: faults.list() }) },
    {
      method: "DELETE",
      pattern: "/faults",
      handle: () => {
        faults.clear();
        return noContent();
      },
    },
  ];
}
