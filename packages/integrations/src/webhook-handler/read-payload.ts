import type { VerifiedWebhook } from "../contracts/webhook-source.ts";

/** The body as JSON or, when its sender says that it is one, as a form's fields; undefined when it cannot be read so. */
export function readPayload({ rawBody, headers }: Pick<VerifiedWebhook, "rawBody" | "headers">): unknown {
  const text = Buffer.from(rawBody).toString("utf8");
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true)
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    // Not every sender speaks JSON; the handler still has the bytes.
    return undefined;
  }
}
