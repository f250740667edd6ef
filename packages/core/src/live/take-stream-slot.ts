import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { processId, silentAfter } from "#process-identity.ts";

/** How many live streams one person may have open at once, in all processes together. */
export const streamsPerUser = 5;

export interface StreamSlot {
  /** Lets another stream of the same person have it. Never throws. */
  release(): void;
}

interface SlotRow {
  wanted: number | null;
  taken: number | null;
}

/**
 * Takes one of a person's places for a live stream. They are rows with a number each, so that two processes cannot give the
 * same one away; what a process holds that has not been heard of for 30 seconds is free. While the database is away nobody is
 * refused here: each process still keeps to the number by itself.
 *
 * @throws DomainError `stream_limit_reached`
 */
export async function takeStreamSlot(
  services: Pick<Services, "db" | "log">,
  { userId, limit = streamsPerUser, holder = processId }: { userId: string; limit?: number; holder?: string },
): Promise<StreamSlot> {
  for (let race = 0; race <= limit; race += 1) {
    const row = await tryTake(services, { userId, limit, holder });
    if (row === null) return { release: () => undefined };
    if (row.wanted === null) break;
    // Somebody else may have been quicker at this one.
    if (row.taken === row.wanted) return holding(services, { userId, slot: row.wanted, holder });
  }
  throw new DomainError("stream_limit_reached", { limit });
}

async function tryTake(
  { db, log }: Pick<Services, "db" | "log">,
  { userId, limit, holder }: { userId: string; limit: number; holder: string },
): Promise<SlotRow | null> {
  try {
    const [row] = await db.prisma.$queryRaw<SlotRow[]>`
      WITH wanted AS (
        SELECT place.slot FROM generate_series(1, ${limit}::int) AS place (slot)
        WHERE NOT EXISTS (
          SELECT FROM live_slots held WHERE held.user_id = ${userId}::uuid AND held.slot = place.slot
          AND (held.process_id = ${holder} OR EXISTS (SELECT FROM process_reports known
            WHERE known.id = held.process_id AND known.reported_at > now() - ${silentAfter}::interval)))
        ORDER BY place.slot LIMIT 1
      ), taken AS (
        INSERT INTO live_slots AS held (user_id, slot, process_id) SELECT ${userId}::uuid, slot, ${holder} FROM wanted
        ON CONFLICT (user_id, slot) DO UPDATE SET process_id = excluded.process_id, opened_at = excluded.opened_at
        WHERE held.process_id <> excluded.process_id AND NOT EXISTS (SELECT FROM process_reports known
          WHERE known.id = held.process_id AND known.reported_at > now() - ${silentAfter}::interval)
        RETURNING slot
      )
      SELECT (SELECT slot FROM wanted)::int AS wanted, (SELECT slot FROM taken)::int AS taken`;
    return row ?? null;
  } catch (error) {
    log.warn({ err: error }, "live_slot_not_counted");
    return null;
  }
}

function holding(
  { db, log }: Pick<Services, "db" | "log">,
  { userId, slot, holder }: { userId: string; slot: number; holder: string },
): StreamSlot {
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      const freeing = db.prisma.$executeRaw`
        DELETE FROM live_slots WHERE user_id = ${userId}::uuid AND slot = ${slot}::int AND process_id = ${holder}`;
      freeing.catch((error: unknown) => log.warn({ err: error }, "live_slot_not_freed"));
    },
  };
}
