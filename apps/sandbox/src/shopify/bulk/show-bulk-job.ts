import type { GraphqlContext } from "../graphql-context.ts";
import { isoTime } from "../iso-time.ts";
import type { BulkJob } from "./bulk-job.ts";

/** An export as GraphQL shows it. */
export function showBulkJob(job: BulkJob, { fileUrl }: Pick<GraphqlContext, "fileUrl">) {
  const done = job.status === "COMPLETED";
  const hasFile = job.objects > 0 && job.path !== null;
  return {
    __typename: "BulkOperation",
    id: job.id,
    status: job.status,
    type: "QUERY",
    query: job.query,
    errorCode: job.errorCode,
    createdAt: isoTime(job.createdAtMs),
    completedAt: job.completedAtMs === null ? null : isoTime(job.completedAtMs),
    objectCount: String(job.objects),
    rootObjectCount: String(job.rootObjects),
    fileSize: done && hasFile ? String(job.bytes) : null,
    url: done && hasFile ? fileUrl(job.id, false) : null,
    partialDataUrl: job.status === "FAILED" && hasFile ? fileUrl(job.id, true) : null,
  };
}
