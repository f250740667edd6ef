import { setTimeout as wait } from "node:timers/promises";

import { newId } from "@cartwright/db";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

const poisons = 5;

// What a constraint or a trigger of a later version could say about an event of today.
const refusePoison = `
  create function fault_refuse() returns trigger language plpgsql as $$ begin
    if new.payload ? 'poison' then raise exception 'this event is not to my taste'; end if;
    return new;
  end $$;
  create trigger fault_refuse before insert on event_log for each row execute function fault_refuse()`;

export const poisonEvent: Scenario = {
  name: "poison-event",
  about: "events among the others that Postgres refuses to relay",
  async inject({ ctx, observer }, { random, patienceMs }) {
    await observer.query(refusePoison);
    const eventIds = Array.from({ length: poisons }, () => newId());
    for (const eventId of eventIds) {
      await observer.query(
        `insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload)
         values ($1, $2, 'order', $3, 'order.created', '{"poison":true}')`,
        [eventId, ctx.organizationId, newId()],
      );
      await wait(random.between(0, 600));
    }
    const parked = await waitUntil({ withinMs: patienceMs }, async () => {
      const letters = await observer.query("select 1 from dead_letters where kind = 'event' and ref = any($1)", [
        eventIds,
      ]);
      return letters.length === poisons;
    });
    if (!parked) throw new BrokenPromise("an event that cannot be relayed was not set aside");
  },
};
