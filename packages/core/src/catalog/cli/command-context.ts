import pino from "pino";
import { uuidv7 } from "uuidv7";

import type { Db } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * What a command on the terminal acts with: the shop itself, no payments, no carriers.
 *
 * @throws DomainError `not_found` when there is no shop of this name.
 */
export async function commandContext(db: Db, storeSlug: string): Promise<Ctx> {
  const organization = await db.prisma.organization.findUnique({ where: { slug: storeSlug }, select: { id: true } });
  if (!organization) {
    throw new DomainError(
      "not_found",
      { storeSlug },
      { message: `There is no shop "${storeSlug}" in this database; run db:seed first.` },
    );
  }
  return {
    db,
    log: pino({ level: "silent" }),
    now: () => new Date(),
    payments: {},
    carriers: {},
    settings: {
      webUrl: "",
      holdMs: 0,
      encryptionKey: new Uint8Array(32),
      allowPrivateCallbacks: false,
      sandboxCarrier: false,
    },
    // The relay looks by itself four times a second.
    wakeRelay: () => undefined,
    organizationId: organization.id,
    actor: { type: "system", name: "db:import" },
    requestId: `cli-${uuidv7()}`,
  };
}
