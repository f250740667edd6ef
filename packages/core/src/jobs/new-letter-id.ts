import { newId } from "@cartwright/db";

/** The id of a new dead letter. */
export function newLetterId(): string {
  return newId();
}
