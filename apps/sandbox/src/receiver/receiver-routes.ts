import { z } from "zod";

import { header } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { parseJsonBody, parseQuery } from "../server/refusal.ts";
import { json, noContent } from "../server/reply.ts";
import type { Receiver } from "./receiver.ts";

const listQuery = z.object({
  event: z.string().optional(),
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(2_000).default(200),
});

const secretInput = z.strictObject({
  secret: z.string().regex(/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/, "must be base64, with or without whsec_"),
});

const bearsReceipt = z.object({ receipt: z.string() });
const bearsData = z.object({ data: bearsReceipt });

export function receiverRoutes(receiver: Receiver): Route[] {
  return [
    {
      method: "POST",
      pattern: "/webhook",
      handle: (exchange) => {
        const body = parseOrNull(exchange.rawBody.toString("utf8"));
        const status = mustFail(exchange, body) ? 500 : 200;
        const { seq, verified } = receiver.receive(exchange, body, status);
        return json(
          status === 200
            ? { received: true, seq, verified }
            : { error: { code: "told_to_fail", message: "This callback was told to fail." } },
          status,
        );
      },
    },
    {
      method: "POST",
      pattern: "/webhook/secret",
      handle: (exchange) => (receiver.tellSecret(parseJsonBody(exchange, secretInput).secret), noContent()),
    },
    {
      method: "GET",
      pattern: "/webhook/received",
      handle: (exchange) => json({ items: receiver.list(parseQuery(exchange, listQuery)) }),
    },
    { method: "DELETE", pattern: "/webhook/received", handle: () => (receiver.clear(), noContent()) },
  ];
}

/** `x-fail: true`, or a `receipt` (top-level or in `data`) that ends in 5. */
function mustFail(exchange: Exchange, body: unknown): boolean {
  return header(exchange, "x-fail") === "true" || (receiptOf(body)?.endsWith("5") ?? false);
}

function receiptOf(body: unknown): string | undefined {
  const top = bearsReceipt.safeParse(body);
  if (top.success) return top.data.receipt;
  return bearsData.safeParse(body).data?.data.receipt;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A receiver records what came, JSON or not; `rawBody` has it.
    return null;
  }
}
