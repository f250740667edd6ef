import { transactSql } from "@cartwright/db";
import { isShopifyRefusal, type ShopifyBulkOperation, type SyncFetch } from "@cartwright/integrations/contracts";

import { noteSeen } from "./feed-state.ts";
import type { ShopifySync } from "./shopify-sync.ts";
import type { SyncCursor } from "./sync-cursor.ts";
import { waitFor } from "./wait-for.ts";

type At<Step extends SyncCursor["step"]> = Extract<SyncCursor, { step: Step }>;

// Five exports may be under way in a shop, whoever asked for them.
const roomAgainMs = 5_000;
const shortestPollMs = 200;
const longestPollMs = 10_000;

/**
 * Asks for an export. One that was asked for by a process that died before it could say so ends by itself, unread. Where the
 * app may not see something that is asked for, pages are read instead.
 */
export async function askForExport(
  sync: ShopifySync,
  { signal }: SyncFetch,
  { step, since }: At<"ask">,
): Promise<SyncCursor> {
  const { ctx, shop, feed } = sync;
  const askedAt = ctx.now();
  try {
    const { id } = await shop.bulkOperationRunQuery(feed.exportQuery(since), { signal });
    return { step: "export", id, askedAt, since };
  } catch (error) {
    if (isShopifyRefusal(error, "access_denied")) return byPages(sync, { since, signal });
    if (!isBusy(error)) throw error;
    await waitFor(roomAgainMs, signal);
    return { step, since };
  }
}

/** Looks whether the export is made. The longer it takes, the more seldom. */
export async function awaitExport(sync: ShopifySync, { signal }: SyncFetch, cursor: At<"export">): Promise<SyncCursor> {
  const { ctx, shop } = sync;
  const operation = await shop.bulkOperation(cursor.id, { signal });
  if (operation === null) throw new Error("Shopify knows nothing of the export any more");
  const { status, errorCode } = operation;
  const { id, askedAt, since } = cursor;
  if (status === "COMPLETED") {
    const total = Number(operation.rootObjectCount);
    return operation.url === null
      ? { step: "write", askedAt, after: -1, total: 0 }
      : { step: "file", id, askedAt, fromByte: 0, total };
  }
  if (status === "FAILED" && errorCode === "ACCESS_DENIED") return byPages(sync, { since, signal });
  if (status !== "CREATED" && status !== "RUNNING") throw failed(operation);
  const waitedMs = ctx.now().getTime() - askedAt.getTime();
  await waitFor(Math.min(longestPollMs, Math.max(shortestPollMs, waitedMs / 5)), signal);
  return cursor;
}

/**
 * An export with one field that the app may not see (a buyer's name, without Shopify's approval) fails as a whole. A page has
 * null in its place.
 */
async function byPages(
  { ctx, shop, feed, integrationId, kind }: ShopifySync,
  { since, signal }: { readonly since: Date | null; readonly signal: AbortSignal },
): Promise<At<"pages">> {
  ctx.log.warn({ integrationId, kind }, "shopify_export_denied");
  const total = await feed.count(shop, { since, signal });
  return { step: "pages", since: since ?? new Date(0), after: null, read: 0, total };
}

/** What an export tells of changes that were made while it was made is not to be relied on: all before it is. */
export async function noteExport(sync: ShopifySync, { runId }: SyncFetch, askedAt: Date): Promise<void> {
  await transactSql(sync.ctx.db, (tx) => noteSeen(tx, sync, { runId, seenUntil: askedAt }));
}

const words: Readonly<Record<string, string>> = {
  ACCESS_DENIED: "the app lacks a permission for something that is asked for",
  INTERNAL_SERVER_ERROR: "Shopify failed at it",
  TIMEOUT: "Shopify took too long",
};

function failed({ status, errorCode }: ShopifyBulkOperation): Error {
  return new Error(`Shopify's export ended as ${status}: ${words[errorCode ?? ""] ?? "it does not say why"}`);
}

// By its name and code: programs hold the client's classes, core does not.
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "LIMIT_REACHED" || error.code === "OPERATION_IN_PROGRESS";
}
