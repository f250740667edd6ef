import type { Subscriptions } from "@cartwright/core/events/subscription";

import type { TaskDefinition } from "#define-task.ts";

import { applyWebhookTask } from "./apply-webhook.ts";
import { chainAuditTask } from "./chain-audit.ts";
import { checkIntegrityTask } from "./check-integrity.ts";
import { checkShopifyTask } from "./check-shopify.ts";
import { drainCallbacksTask } from "./drain-callbacks.ts";
import { drainSubscriberTask } from "./drain-subscriber.ts";
import { enqueueDueStoresTask } from "./enqueue-due-stores.ts";
import { enqueueShopifyChecksTask } from "./enqueue-shopify-checks.ts";
import { erasePersonTask } from "./erase-person.ts";
import { expireFactsTask } from "./expire-facts.ts";
import { expireOrderTask } from "./expire-order.ts";
import { pruneTask } from "./prune.ts";
import { pushStockTask } from "./push-stock.ts";
import { replayCallbacksTask } from "./replay-callbacks.ts";
import { runSyncTask } from "./run-sync.ts";
import { sendAccountLinkTask } from "./send-account-link.ts";
import { sendMailTask } from "./send-mail.ts";
import { settleRefundTask } from "./settle-refund.ts";
import { sweepCallbacksTask } from "./sweep-callbacks.ts";
import { sweepLabelsTask } from "./sweep-labels.ts";
import { sweepPaymentsTask } from "./sweep-payments.ts";
import { syncPaymentTask } from "./sync-payment.ts";
import { syncShopifyTask } from "./sync-shopify.ts";
import { syncStoreTask } from "./sync-store.ts";
import { trackParcelsTask } from "./track-parcels.ts";

/** Every job of the catalogue, and who does it. Each worker knows them all: the queue passes over unknown ones on every look. */
export function tasksWith(subscriptions: Subscriptions): readonly TaskDefinition[] {
  return [
    applyWebhookTask,
    syncPaymentTask,
    settleRefundTask,
    expireOrderTask,
    runSyncTask,
    syncShopifyTask,
    pushStockTask,
    sendMailTask,
    sendAccountLinkTask,
    syncStoreTask,
    enqueueDueStoresTask,
    drainCallbacksTask,
    replayCallbacksTask,
    drainSubscriberTask(subscriptions),
    sweepCallbacksTask,
    sweepPaymentsTask,
    checkShopifyTask,
    enqueueShopifyChecksTask,
    trackParcelsTask,
    sweepLabelsTask,
    expireFactsTask,
    chainAuditTask,
    erasePersonTask,
    checkIntegrityTask,
    pruneTask,
  ];
}
