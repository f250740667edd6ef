import { createHash } from "node:crypto";

import type { PoolClient } from "pg";
import type { Agent } from "undici";

import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

import { isOpen, isProbing } from "./breaker.ts";
import { claimDeliveries, nextDueAt } from "./claim-deliveries.ts";
import { readEndpoint, writeEndpointHealth, type DrainEndpoint } from "./endpoint-health.ts";
import { recordAttempts } from "./record-attempts.ts";
import { sendInLanes } from "./send-in-lanes.ts";

export interface DrainOptions {
  readonly agent: Agent;
  /** Ends the drain early; what was not sent yet is put back. */
  readonly signal?: AbortSignal;
  /** For one attempt. Default 10 seconds. */
  readonly timeoutMs?: number;
}

export interface Drained {
  /** How many attempts were made; null when another worker is draining this endpoint. */
  readonly sent: number | null;
}

const mostAtOnce = 50;
/** After this others get their turn; the rest follows in a next job. */
const turnMs = 10_000;
const busyRetryMs = 500;

/**
 * Sends what is due to one endpoint, in the order of the events, and arranges for the rest.
 *
 * One drain at a time per endpoint, by an advisory lock that dies with its holder: so what a dead worker had taken is
 * free for the next at once, and no order is lost to two that overtake each other.
 */
export async function drainCallbacks(
  services: Services,
  { endpointId }: { endpointId: string },
  options: DrainOptions,
): Promise<Drained> {
  const client = await services.db.pool.connect();
  let broken: Error | undefined;
  try {
    if (!(await lockEndpoint(client, endpointId))) {
      await scheduleDrain(services, endpointId, new Date(services.now().getTime() + busyRetryMs));
      return { sent: null };
    }
    const sent = await drainLocked(services, client, { endpointId, ...options });
    await client.query("select pg_advisory_unlock($1)", [endpointLockKey(endpointId)]);
    await catchLateArrivals(services, endpointId);
    return { sent };
  } catch (error) {
    broken = error instanceof Error ? error : new Error("drain failed", { cause: error });
    throw error;
  } finally {
    // After a failure the connection goes, and with it the lock.
    client.release(broken);
  }
}

async function drainLocked(
  services: Services,
  client: PoolClient,
  { endpointId, ...options }: DrainOptions & { endpointId: string },
): Promise<number> {
  const deadline = performance.now() + turnMs;
  let sent = 0;
  for (;;) {
    const endpoint = await readEndpoint(client, { endpointId, settings: services.settings, now: services.now() });
    if (endpoint === null) return sent;
    const now = services.now();
    if (isOpen(endpoint.breaker, now) || performance.now() > deadline || options.signal?.aborted === true) {
      await scheduleRest(services, client, endpoint);
      return sent;
    }
    const limit = isProbing(endpoint.breaker, now) ? 1 : mostAtOnce;
    const claimed = await claimDeliveries(client, { endpointId, limit, now });
    if (claimed.length === 0) {
      await scheduleRest(services, client, endpoint);
      return sent;
    }
    const results = await sendInLanes(claimed, endpoint, { ...options, now: services.now, deadline });
    await recordAttempts(client, { endpointId, sent: results, now: services.now() });
    await writeEndpointHealth(client, endpoint, { sent: results, now: services.now() });
    sent += results.filter(({ answer }) => answer !== null).length;
  }
}

async function scheduleRest(services: Services, client: PoolClient, endpoint: DrainEndpoint): Promise<void> {
  const dueAt = await nextDueAt(client, endpoint.id);
  if (dueAt === null) return;
  const { openUntil } = endpoint.breaker;
  await scheduleDrain(services, endpoint.id, openUntil !== null && openUntil > dueAt ? openUntil : dueAt);
}

// The relay may have added a job between our last look and ours, which then took its place with a later time.
async function catchLateArrivals(services: Services, endpointId: string): Promise<void> {
  const { rows } = await services.db.pool.query<{ due: boolean }>(
    `select exists (
       select 1 from callback_deliveries delivery join callback_endpoints endpoint on endpoint.id = delivery.endpoint_id
       where endpoint_id = $1 and endpoint.status = 'enabled' and delivery.state in ('pending', 'retrying')
         and next_attempt_at <= $2 and coalesce(open_until, $2) <= $2
     ) as due`,
    [endpointId, services.now()],
  );
  if (rows[0]?.due === true) await scheduleDrain(services, endpointId, services.now());
}

async function scheduleDrain(services: Services, endpointId: string, runAt: Date): Promise<void> {
  await enqueue(services, "drain-callbacks", { endpointId }, { runAt, jobKey: drainJobKey(endpointId) });
}

async function lockEndpoint(client: PoolClient, endpointId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    endpointLockKey(endpointId),
  ]);
  return rows[0]?.locked === true;
}

function endpointLockKey(endpointId: string): string {
  return createHash("sha256").update(`callbacks:${endpointId}`).digest().readBigInt64BE().toString();
}
