import type { Reply } from "../server/exchange.ts";
import { json } from "../server/reply.ts";

/** An answer that Amazon refuses with: `{ "errors": [{ code, message, details }] }`. */
export class AmazonError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string;

  constructor(status: number, code: string, message: string, details = "") {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export function amazonErrorReply({ status, code, message, details }: AmazonError): Reply {
  return json({ errors: [{ code, message, details }] }, status);
}

export function invalidInput(details: string): AmazonError {
  return new AmazonError(400, "InvalidInput", "Invalid Input", details);
}
