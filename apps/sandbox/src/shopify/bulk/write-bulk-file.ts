import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

import { drawFor, type Draw } from "../fixtures/draw.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { executePrepared, missingAccess } from "../run-graphql.ts";
import type { BulkJob } from "./bulk-job.ts";
import { flatten, type FlatRow } from "./flatten.ts";

const rootsAtOnce = 200;
/** This share of the nested lines comes much later than its parent. */
const straying = 0.02;

interface Writing {
  readonly job: BulkJob;
  readonly context: GraphqlContext;
  readonly folder: string;
  /** Ends with an error after so many root objects. */
  readonly failAfter: number | null;
}

/**
 * Writes an export to a file, part by part, so that a shop of any size takes the same memory. Lines of a part are mixed,
 * and some come parts later: Shopify promises no order between parents and children.
 */
export async function writeBulkFile(writing: Writing): Promise<void> {
  const { job, context, folder, failAfter } = writing;
  if (isAskedToEnd(job)) return end(job, context, "CANCELED");
  if (missingAccess(job.prepared, context.scopes).length > 0) {
    job.errorCode = "ACCESS_DENIED";
    return end(job, context, "FAILED");
  }
  job.status = "RUNNING";
  const path = join(folder, `${job.id.split("/").at(-1) ?? "0"}.jsonl`);
  const file = createWriteStream(path);
  job.path = path;
  const draw = drawFor(context.shop.settings.seed, 7, context.shop.bulkJobs.size);
  const strays: FlatRow[] = [];
  for (let skip = 0; ; skip += rootsAtOnce) {
    const { rows, more } = await readPart(writing, skip);
    const late = strays.splice(0, more ? strays.length >> 1 : strays.length);
    const stays = rows.filter((row) => {
      const strayed = more && !row.isRoot && draw.chance(straying);
      if (strayed) strays.push(row);
      return !strayed;
    });
    await writeRows(file, job, mix([...stays, ...late], draw));
    if (failAfter !== null && job.rootObjects >= failAfter) job.errorCode = "INTERNAL_SERVER_ERROR";
    if (!more || job.errorCode !== null || isAskedToEnd(job)) break;
    await setImmediate();
  }
  file.end();
  await once(file, "close");
  end(job, context, job.errorCode !== null ? "FAILED" : isAskedToEnd(job) ? "CANCELED" : "COMPLETED");
}

// Asked as a question of its own, since requests change the status meanwhile.
function isAskedToEnd({ status }: BulkJob): boolean {
  return status === "CANCELING";
}

function end(job: BulkJob, { shop, tell }: GraphqlContext, status: "COMPLETED" | "FAILED" | "CANCELED"): void {
  job.status = status;
  job.completedAtMs = shop.clock.now().getTime();
  tell("BULK_OPERATIONS_FINISH", [...shop.bulkJobs.keys()].indexOf(job.id));
}

async function readPart({ job, context }: Writing, skip: number): Promise<{ rows: FlatRow[]; more: boolean }> {
  const { data, errors } = await executePrepared({ ...context, bulk: { skip, take: rootsAtOnce } }, job.prepared);
  if (errors !== undefined) {
    job.errorCode = errors.some(({ extensions }) => extensions["code"] === "ACCESS_DENIED")
      ? "ACCESS_DENIED"
      : "INTERNAL_SERVER_ERROR";
    return { rows: [], more: false };
  }
  const rows = flatten(data);
  const roots = rows.filter(({ isRoot }) => isRoot).length;
  return { rows, more: roots === rootsAtOnce };
}

async function writeRows(file: WriteStream, job: BulkJob, rows: readonly FlatRow[]): Promise<void> {
  if (rows.length === 0) return;
  const text = `${rows.map((row) => row.text).join("\n")}\n`;
  job.objects += rows.length;
  job.rootObjects += rows.filter(({ isRoot }) => isRoot).length;
  job.bytes += Buffer.byteLength(text);
  if (!file.write(text)) await once(file, "drain");
}

function mix(rows: FlatRow[], draw: Draw): FlatRow[] {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = draw.between(0, at);
    const [here, there] = [rows[at], rows[other]];
    if (here !== undefined && there !== undefined) [rows[at], rows[other]] = [there, here];
  }
  return rows;
}
