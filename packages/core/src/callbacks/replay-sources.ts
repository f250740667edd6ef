import type { ClientBase } from "pg";

import type { ReplaySpan } from "./views.ts";

/** Where deliveries to be sent once more come from: `$1` organization, `$2` endpoint, `$3` since, `$4` until. */
interface ReplaySource {
  /** SQL from FROM on. */
  readonly deliveries: string;
  /** The same for events of which there is no delivery at all; null when they are not asked for. */
  readonly events: string | null;
}

const inSpan = `
  from callback_deliveries delivery
  where delivery.organization_id = $1 and endpoint_id = $2 and created_at >= $3 and created_at < $4
    and event_type <> 'callback.test'`;

const sources: Readonly<Record<ReplaySpan["what"], ReplaySource>> = {
  // What was sent again since, by hand or in bulk, counts by how that went.
  failed: {
    deliveries: `${inSpan} and state in ('dead', 'cancelled') and not exists (
      select 1 from callback_deliveries later
      where later.event_id = delivery.event_id and later.endpoint_id = delivery.endpoint_id
        and later.replay_no > delivery.replay_no)`,
    // While an endpoint is switched off nothing is put in line for it.
    events: `
      from event_log event join callback_endpoints endpoint on endpoint.id = $2
      where event.organization_id = $1 and relayed_at >= greatest($3, endpoint.created_at) and relayed_at < $4
        and (endpoint.event in ('*', event.type)
          or (endpoint.event like '%.*' and starts_with(event.type, left(endpoint.event, -1))))
        and not exists (
          select 1 from callback_deliveries delivery
          where delivery.event_id = event.event_id and delivery.endpoint_id = $2)`,
  },
  range: {
    deliveries: `${inSpan} and state in ('delivered', 'dead', 'cancelled') and replay_no = 0`,
    events: null,
  },
};

/** Which SQL finds what is to be replayed. */
export function replaySource(what: ReplaySpan["what"]): ReplaySource {
  return sources[what];
}

/** How many would be sent. */
export async function countSource(
  client: Pick<ClientBase, "query">,
  { organizationId, endpointId, what, since, until }: ReplaySpan & { organizationId: string; endpointId: string },
): Promise<number> {
  const { deliveries, events } = replaySource(what);
  const all = [deliveries, ...(events === null ? [] : [events])].map((from) => `(select count(*) ${from})`);
  const { rows } = await client.query<{ count: number }>(`select (${all.join(" + ")})::int as count`, [
    organizationId,
    endpointId,
    since,
    until,
  ]);
  return rows[0]?.count ?? 0;
}
