import { pino } from "pino";

import { newId, type Db } from "@cartwright/db";

import type { Actor, Ctx, Services } from "#context.ts";

/** What tests of jobs, events, callbacks and live views lend to use cases: nobody outside is called. */
export function runtimeServices(db: Db, overrides: Partial<Services> = {}): Services {
  return {
    db,
    log: pino({ level: "silent" }),
    now: () => new Date(),
    payments: {},
    carriers: {},
    wakeRelay: () => undefined,
    settings: {
      webUrl: "http://shop.test",
      holdMs: 15 * 60_000,
      encryptionKey: new Uint8Array(32).fill(7),
      allowPrivateCallbacks: true,
      sandboxCarrier: false,
    },
    ...overrides,
  };
}

/** A context of a new organization, or the given one. */
export function runtimeCtx(services: Services, { organizationId = newId(), actor = owner }: Partial<Ctx> = {}): Ctx {
  return { ...services, organizationId, actor, requestId: `req-${newId()}` };
}

const owner: Actor = { type: "member", userId: "0198f000-0000-7000-8000-000000000001", role: "owner", permissions: [] };
