import type { SyncFetch, SyncPage } from "@cartwright/integrations/contracts";

import { areProductsComing } from "./are-products-coming.ts";
import { askForExport, awaitExport } from "./await-export.ts";
import { readStaged } from "./export-lines.ts";
import { overlapMs, readWatermark } from "./feed-state.ts";
import { forgetHints, readHints } from "./hints.ts";
import { readExportFile, type ExportReader } from "./read-export-file.ts";
import type { FetchedNode, ShopifySync } from "./shopify-sync.ts";
import { readCursor, type SyncCursor, writeCursor } from "./sync-cursor.ts";
import { waitFor } from "./wait-for.ts";

type Page = SyncPage<FetchedNode>;
type At<Step extends SyncCursor["step"]> = Extract<SyncCursor, { step: Step }>;

/** So many changes and fewer are read by pages; above, an export costs less of Shopify's points and of our time. */
const mostByPages = 250;
/** Shopify turns no more pages of a list after 25,000 of its items. */
const longestList = 20_000;
const hintsAtOnce = 25;
const rootsAtOnce = 250;
const productsPollMs = 500;
const longestForProductsMs = 30 * 60_000;

/**
 * The next page of a run. A full one asks for an export, reads its file, and hands out what stood in it; an incremental one
 * reads what webhooks told of, then what has changed since the watermark. Whoever calls saves each step, so a run that dies
 * goes on where it was.
 */
export async function fetchNext(sync: ShopifySync, reader: ExportReader, fetch: SyncFetch): Promise<Page> {
  const cursor = fetch.cursor === null ? await firstStep(sync, fetch) : readCursor(fetch.cursor);
  switch (cursor.step) {
    case "products":
      return step(await waitForProducts(sync, fetch, cursor));
    case "hints":
      return readHinted(sync, fetch, cursor);
    case "count":
      return chooseWay(sync, fetch);
    case "pages":
      return readPage(sync, fetch, cursor);
    case "ask":
      return step(await askForExport(sync, fetch, cursor));
    case "export":
      return step(await awaitExport(sync, fetch, cursor));
    case "file":
      return step(await readExportFile(sync, reader, fetch, cursor));
    case "write":
      return handOut(sync, fetch, cursor);
  }
}

async function firstStep(sync: ShopifySync, { mode }: SyncFetch): Promise<SyncCursor> {
  if (sync.kind === "orders" && (await areProductsComing(sync))) return { step: "products", since: sync.ctx.now() };
  return workOf(mode);
}

function workOf(mode: SyncFetch["mode"]): SyncCursor {
  return mode === "full" ? { step: "ask", since: null } : { step: "hints", after: "", readAt: null };
}

async function waitForProducts(
  sync: ShopifySync,
  { mode, signal }: SyncFetch,
  cursor: At<"products">,
): Promise<SyncCursor> {
  const waitedMs = sync.ctx.now().getTime() - cursor.since.getTime();
  if (waitedMs > longestForProductsMs || !(await areProductsComing(sync))) return workOf(mode);
  await waitFor(productsPollMs, signal);
  return cursor;
}

/** A page of nothing: the run has moved on. */
function step(cursor: SyncCursor): Page {
  const total = "total" in cursor && cursor.total !== null ? { total: cursor.total } : {};
  return { items: [], nextCursor: writeCursor(cursor), step: cursor.step, ...total };
}

async function readHinted(
  sync: ShopifySync,
  { signal }: SyncFetch,
  { after, readAt: doneAt }: At<"hints">,
): Promise<Page> {
  const { ctx, shop, feed } = sync;
  if (doneAt !== null) await forgetHints(ctx.db, sync, { upTo: after, readAt: doneAt });
  const ids = await readHints(ctx.db, sync, { after, limit: hintsAtOnce });
  const last = ids.at(-1);
  if (last === undefined) return step({ step: "count" });
  const readAt = ctx.now();
  const nodes = await feed.byIds(shop, ids, { signal });
  const items = nodes.map((node) => ({ node, readAt, from: "id" as const }));
  return { items, nextCursor: writeCursor({ step: "hints", after: last, readAt }), step: "hints" };
}

async function chooseWay(sync: ShopifySync, { signal }: SyncFetch): Promise<Page> {
  const { ctx, shop, feed } = sync;
  const watermark = await readWatermark(ctx.db, sync);
  if (watermark === null) return step({ step: "ask", since: null });
  const since = new Date(watermark.getTime() - overlapMs);
  const total = await feed.count(shop, { since, signal });
  return step(total > mostByPages ? { step: "ask", since } : { step: "pages", since, after: null, read: 0, total });
}

async function readPage(sync: ShopifySync, { signal }: SyncFetch, at: At<"pages">): Promise<Page> {
  const { ctx, shop, feed } = sync;
  const readAt = ctx.now();
  const { nodes, nextCursor } = await feed.page(shop, { since: at.since, cursor: at.after, signal });
  return {
    items: nodes.map((node) => ({ node, readAt, from: "page" as const })),
    nextCursor: nextCursor === null ? null : writeCursor(nextPage(sync, at, { nodes, nextCursor })),
    step: "pages",
    ...(at.total !== null && { total: at.total }),
  };
}

// Pages come in the order of changes: a list that would become too long begins anew where the last page ended.
function nextPage(
  { feed }: ShopifySync,
  at: At<"pages">,
  { nodes, nextCursor }: { readonly nodes: readonly unknown[]; readonly nextCursor: string },
): At<"pages"> {
  const read = at.read + nodes.length;
  const last = nodes.at(-1);
  const until = read < longestList || last === undefined ? at.since : feed.identify(last).updatedAt;
  return until > at.since ? { ...at, since: until, after: null, read: 0 } : { ...at, after: nextCursor, read };
}

async function handOut(sync: ShopifySync, { runId }: SyncFetch, at: At<"write">): Promise<Page> {
  const { ctx, feed, organizationId } = sync;
  const staged = await readStaged(ctx.db, { organizationId, runId }, { after: at.after, limit: rootsAtOnce });
  const items = staged.map(({ line, children }) => ({
    node: feed.assemble(JSON.parse(line), children.map(parse)),
    readAt: at.askedAt,
    from: "export" as const,
  }));
  const last = staged.at(-1);
  const more = last !== undefined && staged.length === rootsAtOnce;
  return { items, nextCursor: more ? writeCursor({ ...at, after: last.endByte }) : null, step: "write" };
}

function parse(line: string): unknown {
  return JSON.parse(line);
}
