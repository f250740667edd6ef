import type { Services } from "#context.ts";

const slice = 5_000;

/** Cancels what waits to be sent to an endpoint, in slices that lock little. */
export async function cancelWaiting({ db }: Pick<Services, "db">, endpointId: string): Promise<void> {
  let last = slice;
  while (last === slice) {
    const { rowCount } = await db.pool.query(
      `update callback_deliveries set state = 'cancelled' where id in (
         select id from callback_deliveries where endpoint_id = $1 and state in ('pending', 'retrying') limit $2
       ) and state in ('pending', 'retrying')`,
      [endpointId, slice],
    );
    last = rowCount ?? 0;
  }
}
