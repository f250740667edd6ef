import { randomUUID } from "node:crypto";

const wellFormed = /^[A-Za-z0-9._:-]{8,128}$/;

/** The caller's `X-Request-Id` when it is well-formed (8 to 128 letters, digits and `._:-`), else a new one. */
export function readRequestId(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && wellFormed.test(given) ? given : randomUUID();
}
