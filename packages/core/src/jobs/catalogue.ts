/**
 * Every job that Cartwright does in the background, with the payload it needs. Imperative: these are things to be done.
 * The worker has one task per name; a payload holds ids, never state, so that a late job acts on what is true then.
 */
import { z } from "zod";

import { channelNames } from "#payments/paid-outside.ts";

/** Follows the request that caused the job into its log lines and calls. */
const requestId = z.string().optional();
const organizationId = z.uuid();

export const jobCatalogue = {
  /** Applies one stored webhook. */
  "apply-webhook": z.object({ inboxId: z.uuid(), requestId }),
  /** Asks the provider how one payment stands, and applies the answer. */
  "sync-payment": z.object({ organizationId, paymentId: z.uuid(), requestId }),
  /** Moves the money of one refund, or learns that it has moved. */
  "settle-refund": z.object({ organizationId, refundId: z.uuid(), requestId }),
  /** Gives the stock of one unpaid order back once its time is up. */
  "expire-order": z.object({ organizationId, orderId: z.uuid(), requestId }),
  /** Sends what is due to one callback endpoint. */
  "drain-callbacks": z.object({ endpointId: z.uuid() }),
  /** Has one subscriber handle the events that wait for it. */
  "drain-subscriber": z.object({ subscriber: z.string().min(1) }),
  /** Runs one sync job once, or goes on with its open run; with `onlyOpen` no new one is begun. */
  "run-sync": z.object({
    organizationId,
    name: z.string().min(1),
    onlyOpen: z.boolean().optional(),
    /** Of a run that is begun by this; default full. */
    mode: z.enum(["full", "incremental"]).optional(),
    requestId,
  }),
  /** Begins runs that pull from the organization's Shopify shops, or from one of them. */
  "sync-shopify": z.object({
    organizationId,
    kinds: z
      .array(z.enum(["products", "orders"]))
      .min(1)
      .max(2),
    mode: z.enum(["full", "incremental"]),
    integrationId: z.uuid().optional(),
    requestId,
  }),
  /** Sends one mail. */
  "send-mail": z.object({ organizationId, mailId: z.uuid(), requestId }),
  /** Finds out what a link that somebody asked for may be, and puts the mail with it in line. */
  "send-account-link": z.object({ organizationId, linkId: z.uuid(), requestId }),
  /** Tells one store of a channel what has changed in stock. */
  "push-stock": z.object({ organizationId, channel: z.enum(channelNames), storeId: z.uuid(), requestId }),
  /** Asks a store's marketplace again about everything that is due. */
  "sync-store": z.object({ organizationId, storeId: z.uuid(), requestId }),
  /** Adds the job of every store that has something due and no job. */
  "enqueue-due-stores": z.object({}),
  /** Puts what is to be sent once more in line, batch by batch. */
  "replay-callbacks": z.object({ organizationId, replayId: z.uuid(), requestId }),
  /** Looks a Shopify shop up, and subscribes again to what it no longer tells. */
  "check-shopify": z.object({ organizationId, integrationId: z.uuid(), requestId }),
  /** Adds the job of every Shopify shop that was not looked at for a while. */
  "enqueue-shopify-checks": z.object({}),
  /** Finds payments, refunds and holds that nobody came back for. */
  "sweep-payments": z.object({}),
  /** Asks carriers where the parcels are that are on their way. */
  "track-parcels": z.object({}),
  /** Looks for labels whose answer was lost. */
  "sweep-labels": z.object({}),
  /** Gives new rows of the audit log their place in its chain. */
  "chain-audit": z.object({}),
  /** Takes away the facts whose time is up, and tells of it. */
  "expire-facts": z.object({}),
  /** Finds endpoints with deliveries due and no job, and deliveries whose sender died. */
  "sweep-callbacks": z.object({}),
  /** Erases somebody who is to be forgotten, or goes on with it. */
  "erase-person": z.object({ organizationId, erasureId: z.uuid(), requestId }),
  /** Adds up stock and money and reports what does not agree. */
  "check-integrity": z.object({}),
  /** Removes history that is older than it is kept. */
  prune: z.object({}),
} as const satisfies Record<string, z.ZodObject>;

export type JobName = keyof typeof jobCatalogue;
export type JobPayload<N extends JobName> = z.infer<(typeof jobCatalogue)[N]>;

/**
 * Jobs that carry the work of others, of which each piece is watched for itself: when a worker dies with one in its hands, the
 * piece is to blame and never the carrier.
 */
export const carriers: readonly JobName[] = ["drain-callbacks", "drain-subscriber"];

/** Carriers go before other jobs. There is one per endpoint and subscriber, and a backlog of jobs would hold up all events. */
export const carrierPriority = -10;

/** How often a job is tried before it becomes a dead letter, at e^n seconds between tries: 10 tries span 2 hours. */
export const defaultMaxAttempts = 10;

/** True when `name` is a job that we know. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalogue, name);
}
