import { param } from "../../server/exchange.ts";
import type { Exchange, Reply } from "../../server/exchange.ts";
import { header } from "../../server/exchange.ts";
import { Refusal } from "../../server/refusal.ts";
import { gidOf, numberOf } from "../fixtures/ids.ts";
import type { Shop } from "../shop.ts";

/** A finished export's file, or what of it comes after `Range: bytes=…-`. The address is the only secret. */
export function serveBulkFile(shop: Shop, exchange: Exchange): Reply {
  const number = /^(\d+)\.jsonl$/.exec(param(exchange, "file"))?.[1];
  const index = number === undefined ? -1 : Number(BigInt(number) - numberOf("BulkOperation", 0));
  const job = shop.bulkJobs.get(gidOf("BulkOperation", index));
  if (job === undefined || job.path === null) throw new Refusal(404, "not_found", "There is no such file.");
  const start = Number(/^bytes=(\d+)-$/.exec(header(exchange, "range") ?? "")?.[1] ?? 0);
  if (start > job.bytes) throw new Refusal(416, "range", "The file is not that long.");
  const length = job.bytes - start;
  const range = { "content-range": `bytes ${start}-${job.bytes - 1}/${job.bytes}` };
  return {
    status: start > 0 ? 206 : 200,
    headers: { "content-type": "application/jsonl", "accept-ranges": "bytes", ...(start > 0 && range) },
    body: "",
    file: { path: job.path, start, length },
  };
}
