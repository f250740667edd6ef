import type { Ctx } from "@cartwright/core";
import { registerCallback } from "@cartwright/core/callbacks/register-callback";
import { enqueue } from "@cartwright/core/jobs/enqueue";
import { drainJobKey } from "@cartwright/core/outbox/plan-fan-out";
import { startScriptedReceiver, type Answer, type ScriptedReceiver } from "@cartwright/core/testing/scripted-receiver";

import type { Observer } from "./observer.ts";

/** A receiver of callbacks and its registration. */
export interface Endpoint {
  readonly id: string;
  readonly receiver: ScriptedReceiver;
  /** What must have reached it in the end: every event, or, being refused or gone, whatever. */
  readonly expects: "all" | "whatever";
  /** It answers as it should. One that fails is sent things again, later and out of their order. */
  readonly isSound: boolean;
}

export interface NewEndpoint {
  /** Default `all`. */
  readonly expects?: Endpoint["expects"];
  /** What it answers; default 200. */
  readonly answers?: Answer;
  /** The name under which it is registered; default its address. */
  readonly hostname?: string;
}

/** Opens a receiver that is called about every order. */
export async function openEndpoint(
  ctx: Ctx,
  { expects = "all", answers = 200, hostname }: NewEndpoint = {},
): Promise<Endpoint> {
  const receiver = await startScriptedReceiver();
  receiver.otherwise = answers;
  const target = new URL(receiver.url);
  if (hostname !== undefined) target.hostname = hostname;
  const { id } = await registerCallback(ctx, { event: "order.*", targetUrl: target.href });
  return { id, receiver, expects, isSound: answers === 200 };
}

/** Lets the time pass that an endpoint's retries and its breaker wait for. */
export async function passTime({ ctx, observer }: { ctx: Ctx; observer: Observer }, endpointId: string): Promise<void> {
  await observer.query(
    // What somebody writes down at this moment is passed over until the next time.
    `update callback_deliveries set next_attempt_at = now() where id in (
       select id from callback_deliveries where endpoint_id = $1 and state in ('pending', 'retrying')
       for update skip locked)`,
    [endpointId],
  );
  await observer.query("update callback_endpoints set open_until = now() where id = $1 and open_until > now()", [
    endpointId,
  ]);
  await enqueue(ctx, "drain-callbacks", { endpointId }, { jobKey: drainJobKey(endpointId) });
}
