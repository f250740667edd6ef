import { newId, transact } from "@cartwright/db";

import type { Services } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

export interface ReceivedWebhook {
  /** Who sent it: `stripe`, `posti`, … */
  readonly source: string;
  readonly organizationId: string;
  /** The sender's account; empty when it has none. */
  readonly accountId: string;
  /** The sender's id of the message: the same again is a repeat. */
  readonly externalId: string;
  readonly topic: string;
  /** What tells repeats apart beside the id; see `SourceWebhook`. */
  readonly eventKey?: string | undefined;
  /** What is worth keeping of them; no secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Uint8Array;
  readonly requestId: string;
}

/**
 * Keeps a webhook whose signature was checked, and the job that applies it, in one transaction: once this has answered,
 * nothing is lost. A repeat, also at the same moment, answers `duplicate` and adds nothing.
 */
export async function receiveWebhook(services: Services, webhook: ReceivedWebhook): Promise<{ duplicate: boolean }> {
  const { headers, raw, requestId, ...key } = webhook;
  const id = newId();
  const duplicate = await transact(services.db, async (tx) => {
    const row = { ...key, id, headers: { ...headers }, raw: Buffer.from(raw), requestId, receivedAt: services.now() };
    const { count } = await tx.webhookInbox.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return true;
    await enqueueInTransaction(tx, "apply-webhook", { inboxId: id, requestId });
    return false;
  });
  return { duplicate };
}
