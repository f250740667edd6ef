import type { Reply } from "../server/exchange.ts";
import { json } from "../server/reply.ts";

/** An answer that Etsy refuses with: `{ "error": "…" }`. */
export class EtsyError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function etsyErrorReply({ status, message }: EtsyError): Reply {
  return json({ error: message }, status);
}
