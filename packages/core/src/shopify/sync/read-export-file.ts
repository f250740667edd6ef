import type { ShopifyLine, SyncFetch } from "@cartwright/integrations/contracts";

import { noteExport } from "./await-export.ts";
import { countStaged, stageLines } from "./export-lines.ts";
import type { ShopifySync } from "./shopify-sync.ts";
import type { SyncCursor } from "./sync-cursor.ts";

const linesAtOnce = 4_000;
const charactersAtOnce = 4_000_000;

/** Keeps a file open from one step of a run to the next, for as long as the process lives. */
export interface ExportReader {
  /** The lines after this byte; the file goes on being read where it was, or is opened anew. */
  open(fromByte: number, start: () => Promise<AsyncIterable<ShopifyLine>>): Promise<AsyncIterator<ShopifyLine>>;
  /** Where reading has come to. */
  reached(byte: number): void;
  close(): Promise<void>;
}

export function createExportReader(): ExportReader {
  let open: { lines: AsyncIterator<ShopifyLine>; at: number } | null = null;
  return {
    async open(fromByte, start) {
      if (open?.at !== fromByte) open = { lines: (await start())[Symbol.asyncIterator](), at: fromByte };
      return open.lines;
    },
    reached(byte) {
      if (open) open.at = byte;
    },
    async close() {
      const { lines } = open ?? {};
      open = null;
      await lines?.return?.();
    },
  };
}

/** Puts the next lines of an export aside. After the last the run goes on with writing what they told. */
export async function readExportFile(
  sync: ShopifySync,
  reader: ExportReader,
  fetch: SyncFetch,
  cursor: Extract<SyncCursor, { step: "file" }>,
): Promise<SyncCursor> {
  const { ctx, organizationId } = sync;
  const lines = await reader.open(cursor.fromByte, () => startReading(sync, fetch, cursor));
  const { batch, isLast } = await takeLines(lines);
  await stageLines(ctx.db, { organizationId, runId: fetch.runId }, batch);
  const fromByte = batch.at(-1)?.endByte ?? cursor.fromByte;
  if (!isLast) {
    reader.reached(fromByte);
    return { ...cursor, fromByte };
  }
  await reader.close();
  await countStaged(ctx.db);
  await noteExport(sync, fetch, cursor.askedAt);
  return { step: "write", askedAt: cursor.askedAt, after: -1, total: cursor.total };
}

// The address is signed for a week, and known to whoever asks for the export by its id.
async function startReading(
  { shop }: ShopifySync,
  { signal }: SyncFetch,
  { id, fromByte }: Extract<SyncCursor, { step: "file" }>,
): Promise<AsyncIterable<ShopifyLine>> {
  const operation = await shop.bulkOperation(id, { signal });
  const { url, fileSize } = operation ?? { url: null, fileSize: null };
  if (url === null) throw new Error("Shopify has thrown the export away");
  return shop.downloadLines(url, { signal, fromByte, fileSize });
}

async function takeLines(lines: AsyncIterator<ShopifyLine>): Promise<{ batch: ShopifyLine[]; isLast: boolean }> {
  const batch: ShopifyLine[] = [];
  let characters = 0;
  while (batch.length < linesAtOnce && characters < charactersAtOnce) {
    const next = await lines.next();
    if (next.done === true) return { batch, isLast: true };
    batch.push(next.value);
    characters += next.value.text.length;
  }
  return { batch, isLast: false };
}
