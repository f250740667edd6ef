import type { Services } from "#context.ts";
import { createEvents } from "#events/create-events.ts";
import { drainSubscriber } from "#events/drain-subscriber.ts";
import { rulesSubscriber } from "#outbox/plan-fan-out.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { createRuleBook } from "#rules/rule-book.ts";
import { readRulePatterns } from "#rules/rule-patterns.ts";
import { createRuleRunner } from "#rules/run-rules.ts";

export interface RuleRig {
  /** Relays all that was told and asks the rules about it, until nothing new is told. Answers how many events that were. */
  settle(): Promise<number>;
}

const mostRounds = 50;

/** A worker's part of the rules, in this process: it asks them when it is told to. */
export function createRuleRig(services: Services): RuleRig {
  const { subscriptions, onWanted } = createEvents(services);
  const book = createRuleBook(services);
  const handle = createRuleRunner(services, { book });
  onWanted({ name: rulesSubscriber, wanted: () => readRulePatterns(services), concurrency: 20, handle });
  return {
    async settle() {
      let total = 0;
      for (let round = 0; round < mostRounds; round += 1) {
        book.forget();
        const relayed = await relayOnce(services);
        await drainSubscriber(services, { subscriber: rulesSubscriber, subscriptions });
        if (relayed === 0) return total;
        total += relayed;
      }
      throw new Error("the rules find no end");
    },
  };
}
