import { createHash } from "node:crypto";

import { uuidv7 } from "uuidv7";

/** A new UUIDv7: sorts by time of creation, so that primary keys land at the end of their index. */
export function newId(): string {
  return uuidv7();
}

/** The id of whatever `name` says: the same for the same name, in every process (a UUIDv8 of its SHA-256). */
export function namedId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
