import type { PreparedDocument } from "../prepare-document.ts";

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED" | "EXPIRED";

/** An export that is being written, or was. */
export interface BulkJob {
  readonly id: string;
  readonly query: string;
  readonly prepared: PreparedDocument;
  readonly createdAtMs: number;
  status: BulkStatus;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  completedAtMs: number | null;
  objects: number;
  rootObjects: number;
  bytes: number;
  /** Where the file is; null until its first line. */
  path: string | null;
}

const open: ReadonlySet<BulkStatus> = new Set(["CREATED", "RUNNING", "CANCELING"]);

export function isOpen({ status }: Pick<BulkJob, "status">): boolean {
  return open.has(status);
}
