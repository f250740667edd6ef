import { isRecord, type CallFailure } from "#lib/api-error.ts";

/** What a refused change means to a shopper. */
export function explainCartFailure({ code, message, details }: CallFailure): string {
  if (code === "out_of_stock") {
    const available = leftOver(details);
    return available > 0
      ? `Only ${available} left, so the cart stays as it was.`
      : "This has just sold out, so it did not go into the cart.";
  }
  if (code === "variant_unavailable") return "This is no longer on sale.";
  if (code === "rate_limited") return "That was quick. Wait a moment and try again.";
  if (code === "unreachable") return message;
  return "The cart could not be changed. Try again.";
}

function leftOver({ lines }: CallFailure["details"]): number {
  const first: unknown = Array.isArray(lines) ? lines[0] : undefined;
  return isRecord(first) && typeof first["available"] === "number" ? first["available"] : 0;
}
