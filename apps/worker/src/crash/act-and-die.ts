/** A process of its own that runs one use case and may be killed at any moment. Run by `payment-crash.test.ts` alone. */
import { pino } from "pino";
import { z } from "zod";

import { cancelOrder } from "@cartwright/core/orders/cancel-order";
import { expireUnpaidOrder } from "@cartwright/core/payments/expire-unpaid-order";
import { startPayment } from "@cartwright/core/payments/start-payment";
import { syncPayment } from "@cartwright/core/payments/sync-payment";
import { openServices } from "@cartwright/core/services/open-services";
import { systemContext } from "@cartwright/core/system-context";
import { createStripeProvider } from "@cartwright/integrations/stripe";

const errand = z.object({
  databaseUrl: z.string(),
  stripeUrl: z.string(),
  organizationId: z.string(),
  orderId: z.string(),
  paymentId: z.string(),
  act: z.enum(["start", "sync", "cancel", "expire"]),
  /** Milliseconds by which this process believes to be later. */
  laterMs: z.number(),
  /** Die as soon as the commit is through, before anybody hears of it. */
  dieAfterCommit: z.boolean(),
});

const given = errand.parse(JSON.parse(process.argv[2] ?? "{}"));

const { services, close } = openServices({
  databaseUrl: given.databaseUrl,
  maxConnections: 3,
  applicationName: "cartwright-crash-test",
  log: pino({ level: "silent" }),
  payments: {
    stripe: createStripeProvider({ secretKey: "sk_test_crash", webhookSecrets: "whsec_x", apiBase: given.stripeUrl }),
  },
  carriers: {},
  settings: {
    webUrl: "https://shop.test",
    holdMs: 900_000,
    encryptionKey: new Uint8Array(32),
    allowPrivateCallbacks: false,
    sandboxCarrier: false,
  },
});
// Every use case wakes the relay right after its commit.
const die = () => void process.kill(process.pid, "SIGKILL");
const wakeRelay = given.dieAfterCommit ? die : services.wakeRelay;
const now = () => new Date(Date.now() + given.laterMs);
const { organizationId, orderId, paymentId } = given;
const ctx = systemContext({ ...services, now, wakeRelay }, { organizationId, name: "crash", requestId: orderId });

const acts = {
  start: () => startPayment(ctx, { orderId }),
  sync: () => syncPayment(ctx, { paymentId }),
  cancel: () => cancelOrder(ctx, { orderId, reason: "crash test" }),
  expire: () => expireUnpaidOrder(ctx, { orderId }),
};

await acts[given.act]();
await close();
