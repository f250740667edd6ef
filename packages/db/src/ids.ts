import { uuidv7 } from "uuidv7";

/** A new UUIDv7: sorts by time of creation, so that primary keys land at the end of their index. */
export function newId(): string {
  return uuidv7();
}
