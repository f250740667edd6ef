import { gidOf } from "../fixtures/ids.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { prepareDocument } from "../prepare-document.ts";
import { isOpen, type BulkJob } from "./bulk-job.ts";
import { checkBulkQuery } from "./check-bulk-query.ts";
import { showBulkJob } from "./show-bulk-job.ts";

/** Since 2026-01 a shop has up to five at a time. */
const mostAtOnce = 5;

export function runBulkQuery({ query }: { query: string }, context: GraphqlContext) {
  const { shop } = context;
  const prepared = prepareDocument(query);
  if (!("document" in prepared))
    return refused("INVALID", `Invalid bulk query: ${prepared.map(({ message }) => message).join("; ")}`);
  const problem = checkBulkQuery(prepared.document);
  if (problem !== null) return refused("INVALID", problem);
  if ([...shop.bulkJobs.values()].filter(isOpen).length >= mostAtOnce)
    return refused("LIMIT_REACHED", "You've reached the limit of concurrent bulk operations for this app and shop.");
  const job: BulkJob = {
    id: gidOf("BulkOperation", shop.bulkJobs.size),
    query,
    prepared,
    createdAtMs: shop.clock.now().getTime(),
    status: "CREATED",
    errorCode: null,
    completedAtMs: null,
    objects: 0,
    rootObjects: 0,
    bytes: 0,
    path: null,
  };
  shop.bulkJobs.set(job.id, job);
  context.startBulk(job.id);
  return { bulkOperation: showBulkJob(job, context), userErrors: [] };
}

export function cancelBulkJob({ id }: { id: string }, context: GraphqlContext) {
  const job = context.shop.bulkJobs.get(id);
  if (job === undefined)
    return { bulkOperation: null, userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }] };
  if (!isOpen(job)) {
    const message = `A bulk operation cannot be canceled when it is ${job.status.toLowerCase()}`;
    return { bulkOperation: showBulkJob(job, context), userErrors: [{ field: null, message }] };
  }
  job.status = "CANCELING";
  return { bulkOperation: showBulkJob(job, context), userErrors: [] };
}

function refused(code: string, message: string) {
  return { bulkOperation: null, userErrors: [{ field: ["query"], code, message }] };
}
