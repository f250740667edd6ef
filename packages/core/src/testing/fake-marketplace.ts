import {
  type ChannelName,
  type MarketplaceClient,
  ProviderUnavailableError,
  type ReceiptAnswer,
} from "@cartwright/integrations/contracts";

type Answer = ReceiptAnswer | Error | (() => Promise<ReceiptAnswer>);

/** A marketplace in memory: it knows every receipt as sold, unless the test says otherwise. */
export interface FakeMarketplace extends MarketplaceClient {
  /** Every receipt that it was asked about, in that order. */
  readonly asked: readonly string[];
  /** What it answers about a receipt from now on; an error is thrown. */
  readonly answer: (receipt: string, answer: Answer) => void;
  /** What it answers about all others. */
  readonly answerAll: (answer: Answer | null) => void;
}

/** Makes a marketplace of that name. */
export function createFakeMarketplace(channel: ChannelName): FakeMarketplace {
  const asked: string[] = [];
  const answers = new Map<string, Answer>();
  let others: Answer | null = null;
  return {
    channel,
    asked,
    answer: (receipt, answer) => void answers.set(receipt, answer),
    answerAll: (answer) => void (others = answer),
    async fetchReceipt(_store, receipt, options) {
      asked.push(receipt);
      options?.signal?.throwIfAborted();
      const answer = answers.get(receipt) ?? others ?? soldAs(channel, receipt);
      if (answer instanceof Error) throw answer;
      return typeof answer === "function" ? answer() : answer;
    },
  };
}

/** What is thrown where a marketplace cannot be reached. */
export function marketplaceAway(message: string): Error {
  return new ProviderUnavailableError(message);
}

/** How it tells of a sale by default: one order per receipt, 19.99 EUR. */
export function soldAs(channel: ChannelName, receipt: string): ReceiptAnswer {
  const total = { minor: 1_999n, currency: "EUR" };
  return { kind: "accepted", externalOrderId: `${channel}-${receipt}`, total, order: null };
}
