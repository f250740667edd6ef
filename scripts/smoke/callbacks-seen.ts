import { Webhook } from "standardwebhooks";
import { z } from "zod";

import type { DemoFile } from "../demo/demo-file.ts";
import { callSandbox } from "./call-api.ts";

const received = z.object({
  items: z.array(
    z.object({
      headers: z.record(z.string(), z.string()),
      rawBody: z.string(),
      json: z.unknown(),
    }),
  ),
});

const callback = z.object({ eventId: z.string(), event: z.string(), data: z.object({ orderId: z.string() }) });

/**
 * The events about one order that arrived at the sandbox's receiver, in the order of arrival and each once. Every
 * signature is checked with the library that a receiver would use; a wrong one ends the walk.
 */
export async function callbacksSeen(
  demo: DemoFile,
  { secret, orderId }: { secret: string; orderId: string },
): Promise<string[]> {
  const { items } = received.parse(await callSandbox(demo, "GET", "/webhook/received?event=order.*&limit=2000"));
  const verifier = new Webhook(secret);
  const events = new Map<string, string>();
  for (const { headers, rawBody, json } of items) {
    const told = callback.safeParse(json);
    if (!told.success || told.data.data.orderId !== orderId) continue;
    // Another endpoint of an earlier walk may call the same receiver with its own secret.
    if (!isSigned(verifier, rawBody, headers)) continue;
    if (headers["webhook-id"] !== told.data.eventId) throw new Error("webhook-id is not the event's id");
    events.set(told.data.eventId, told.data.event);
  }
  return [...events.values()];
}

function isSigned(verifier: Webhook, rawBody: string, headers: Record<string, string>): boolean {
  try {
    verifier.verify(rawBody, headers);
    return true;
  } catch {
    return false;
  }
}
