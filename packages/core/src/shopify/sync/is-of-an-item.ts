import { sqlState } from "@cartwright/db";

/** Whether Postgres refused what was to be written, rather than to write: data that a table does not take, a key that is taken (class 22 and 23). */
export function isOfAnItem(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? "");
}
