import { setTimeout as wait } from "node:timers/promises";

import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Means, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";
import { passTime, type Endpoint, type NewEndpoint } from "../world/endpoints.ts";
import type { World } from "../world/open-world.ts";

/** No attempt may take a slot for longer. */
const longestAttemptMs = 15_000;
const mostKeptBytes = 16_384;

export interface Unsound extends Pick<Scenario, "name" | "about"> {
  readonly answers: NonNullable<NewEndpoint["answers"]>;
  /** Looks whether something happened that must not, while it still answers so. */
  readonly check?: () => string | null;
}

/**
 * A receiver beside a sound one that answers as it should not, for a while. The sound one must not notice, and when the
 * other one is sound again everything reaches it that it has refused.
 */
export function unsoundReceiver({ name, about, answers, check }: Unsound): Scenario {
  return {
    name,
    about,
    receivers: [{}, { answers }],
    async inject(world, { seconds, patienceMs }: Means) {
      const bad = world.endpoints[1];
      if (bad === undefined) throw new Error("the second receiver is missing");
      await wait(seconds * 1_000);
      if (!(await waitUntil({ withinMs: patienceMs * 3 }, () => bad.receiver.received.length > 0)))
        throw new BrokenPromise("it was never called");
      if (!(await untilDone(world, { withinMs: patienceMs, but: bad.id })))
        throw new BrokenPromise("the sound receiver waits for the other one");
      await checkAttempts(world, bad);
      const found = check?.() ?? null;
      if (found !== null) throw new BrokenPromise(found);
      await heal(world, bad);
    },
  };
}

async function checkAttempts({ observer }: World, { id }: Endpoint): Promise<void> {
  const [worst] = await observer.query<{ ms: number | null; bytes: number | null }>(
    `select max(duration_ms) as ms, max(octet_length(response_body)) as bytes
     from callback_attempts join callback_deliveries delivery on delivery.id = delivery_id where endpoint_id = $1`,
    [id],
  );
  const { ms, bytes } = worst ?? { ms: 0, bytes: 0 };
  if ((ms ?? 0) > longestAttemptMs) throw new BrokenPromise(`an attempt took ${ms} ms`);
  if ((bytes ?? 0) > mostKeptBytes) throw new BrokenPromise(`${bytes} bytes of an answer were kept`);
}

async function heal(world: World, { id, receiver }: Endpoint): Promise<void> {
  receiver.otherwise = 200;
  const rounds = Array.from({ length: 30 }, (_, round) => round);
  for (const _ of rounds) {
    await passTime(world, id);
    if (await untilDone(world, { withinMs: 2_000 })) return;
  }
}
