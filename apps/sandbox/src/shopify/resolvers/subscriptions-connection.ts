import { listConnection, type PageArguments } from "../connections.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { showSubscription } from "../webhooks/subscription.ts";

export interface SubscriptionArguments extends PageArguments {
  readonly topics?: readonly string[] | null;
  readonly uri?: string | null;
}

export function subscriptionsConnection(page: SubscriptionArguments, context: GraphqlContext) {
  const { topics, uri } = page;
  return listConnection(() =>
    [...context.shop.subscriptions.values()]
      .filter((each) => (!topics || topics.includes(each.topic)) && (!uri || each.uri === uri))
      .map(showSubscription),
  )(page, context);
}
