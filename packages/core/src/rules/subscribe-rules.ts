import type { ClientConfig } from "pg";

import type { Services } from "#context.ts";
import type { EventRegistry } from "#events/create-events.ts";
import { createListener } from "#live/listener.ts";
import { rulesSubscriber } from "#outbox/plan-fan-out.ts";

import { createRuleBook, rulesChannel } from "./rule-book.ts";
import { readRulePatterns } from "./rule-patterns.ts";
import { createRuleRunner } from "./run-rules.ts";

export interface SubscribeRules {
  readonly onWanted: EventRegistry["onWanted"];
  /** Where changes of rules are heard of; without one they are found within seconds. */
  readonly connection?: ClientConfig | undefined;
}

/** Events that are about different things, handled side by side: they share their statements. */
const concurrency = 20;

/** Has this process ask rules about events. Answers how to stop listening. */
export function subscribeRules(
  services: Services,
  { onWanted, connection }: SubscribeRules,
): { close(): Promise<void> } {
  const book = createRuleBook(services);
  const handle = createRuleRunner(services, { book });
  const { log } = services;
  const listener =
    connection && createListener({ connection, channel: rulesChannel, log, onNews: () => book.forget() });
  let listening = false;
  onWanted({
    name: rulesSubscriber,
    wanted: () => readRulePatterns(services),
    concurrency,
    handle(event, context) {
      if (!listening) void listener?.ready();
      listening = true;
      return handle(event, context);
    },
  });
  return { close: () => listener?.close() ?? Promise.resolve() };
}
