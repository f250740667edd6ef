import type { Shop } from "./shop.ts";

/** What resolvers know of the request. */
export interface GraphqlContext {
  readonly shop: Shop;
  /** What the token that came with the request opens. */
  readonly scopes: ReadonlySet<string>;
  /** Within a bulk operation: which part of the root connection is being written. */
  readonly bulk: { readonly skip: number; readonly take: number } | null;
  /** Where files of bulk operations are found. */
  readonly fileUrl: (jobId: string, partial: boolean) => string;
  /** Begins to write a bulk operation's file. */
  readonly startBulk: (jobId: string) => void;
  /** Told of what a mutation changed, so that webhooks leave. */
  readonly tell: (topic: string, index: number) => void;
}
