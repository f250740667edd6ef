import { z } from "zod";

import type { Clock } from "../clock.ts";
import { header, param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { Refusal, parseJsonBody } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { judgeReceipt } from "./judge-receipt.ts";

const marketplaces = z.enum(["etsy", "shopify", "amazon"]);
export type Marketplace = z.infer<typeof marketplaces>;

export interface Login {
  user: string;
  password: string;
}

const input = z.object({
  receipt: z.string().min(1).max(255),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, "must be a three-letter code")
    .transform((code) => code.toUpperCase())
    .default("EUR"),
});

export function marketplaceRoutes(clock: Clock, logins: Record<Marketplace, Login>): Route[] {
  return [
    { method: "POST", pattern: "/mock/:marketplace/validate", handle: (exchange) => validate(clock, logins, exchange) },
  ];
}

function validate(clock: Clock, logins: Record<Marketplace, Login>, exchange: Exchange) {
  const known = marketplaces.safeParse(param(exchange, "marketplace"));
  if (!known.success) throw new Refusal(404, "not_found", "The sandbox knows etsy, shopify and amazon.");
  if (!isSignedIn(exchange, logins[known.data]))
    throw new Refusal(401, "unauthenticated", `Sign in with ${known.data}'s Basic credentials.`);
  const { receipt, currency } = parseJsonBody(exchange, input);
  const verdict = judgeReceipt(known.data, receipt);
  if (verdict.kind === "rate_limited") return json({ error: "rate_limited" }, 429);
  if (verdict.kind === "invalid") return json({ status: false });
  const { orderId, amount } = verdict;
  return json({ status: true, orderId, amount, currency, importedAtUTC: clock.now().toISOString() });
}

function isSignedIn(exchange: Exchange, { user, password }: Login): boolean {
  const expected = Buffer.from(`${user}:${password}`).toString("base64");
  return header(exchange, "authorization") === `Basic ${expected}`;
}
