import type { Pool } from "pg";
import { z } from "zod";

import { createMessage, type LiveMessage } from "./live-message.ts";

/** One event of the log, with the message that all its readers share. */
export interface LogEntry {
  readonly seq: bigint;
  readonly organizationId: string;
  readonly aggregateId: string;
  readonly type: string;
  /** Of order events: whose order. */
  readonly customerId: string | undefined;
  readonly message: LiveMessage;
}

interface LogRow {
  seq: string;
  event_id: string;
  organization_id: string;
  aggregate_id: string;
  type: string;
  payload: unknown;
  occurred_at: Date;
}

const columns = "seq, event_id, organization_id, aggregate_id, type, payload, occurred_at";

/** The events of everybody after `seq`, oldest first. */
export async function readLog(pool: Pool, { after, limit }: { after: bigint; limit: number }): Promise<LogEntry[]> {
  const { rows } = await pool.query<LogRow>({
    name: "live_read_log",
    text: `select ${columns} from event_log where seq > $1 order by seq limit $2`,
    values: [after.toString(), limit],
  });
  return rows.map(toEntry);
}

/** One organization's events of these types after `seq`, oldest first. A pattern is a type, `order.*`, or `*`. */
export async function readOwnLog(
  pool: Pool,
  input: { organizationId: string; patterns: readonly string[]; after: bigint; limit: number },
): Promise<LogEntry[]> {
  const { rows } = await pool.query<LogRow>({
    name: "live_read_own_log",
    text: `select ${columns} from event_log
           where organization_id = $1 and seq > $2 and type like any ($3) order by seq limit $4`,
    values: [input.organizationId, input.after.toString(), input.patterns.map(likePattern), input.limit],
  });
  return rows.map(toEntry);
}

const ownedPayload = z.object({ customerId: z.string() });

function toEntry(row: LogRow): LogEntry {
  const { seq, event_id: eventId, organization_id: organizationId, type: event, payload: data } = row;
  const timestamp = row.occurred_at.toISOString();
  return {
    seq: BigInt(seq),
    organizationId,
    aggregateId: row.aggregate_id,
    type: event,
    customerId: ownedPayload.safeParse(data).data?.customerId,
    message: createMessage({
      id: seq,
      event,
      data: JSON.stringify({ eventId, event, timestamp, organizationId, data }),
    }),
  };
}

function likePattern(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, "\\$&").replace("*", "%");
}
