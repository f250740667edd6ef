import { z } from "zod";

import { ProviderUnavailableError } from "../contracts/errors.ts";
import { ShopifyRefusedError, ShopifyThrottledError, type ShopifyUserError } from "../contracts/shopify-errors.ts";
import type { ShopifyCost, ShopifyOperation } from "../contracts/shopify.ts";
import type { ShopifyAnswer } from "./send-request.ts";

/** What an answer cost, as far as it says. */
export function costOf({ body }: ShopifyAnswer): ShopifyCost | null {
  const cost = body.extensions?.cost;
  if (cost === undefined) return null;
  const { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: status } = cost;
  return { requested, actual: actual ?? 0, status };
}

/** An answer's data, parsed; throws what GraphQL refused under status 200, and what a mutation did not do. */
export function readData<Variables extends object, Shape extends z.ZodType>(
  operation: ShopifyOperation<Variables, Shape>,
  answer: ShopifyAnswer,
  onDenied: ((paths: readonly string[]) => void) | undefined,
): z.output<Shape> {
  refuseErrors(operation.name, answer, onDenied);
  const data = answer.body.data ?? {};
  if (operation.kind === "mutation") refuseUserErrors(operation.name, data);
  return operation.shape.parse(data);
}

function refuseErrors(
  name: string,
  answer: ShopifyAnswer,
  onDenied: ((paths: readonly string[]) => void) | undefined,
): void {
  const { errors = [], data } = answer.body;
  const [first] = errors;
  if (first === undefined) return;
  const codes = errors.map(({ extensions }) => extensions?.code ?? "");
  const denied = codes.every((code) => code === "ACCESS_DENIED");
  if (denied && data !== null && data !== undefined && onDenied !== undefined) {
    onDenied(errors.map(({ path = [] }) => path.join(".")));
    return;
  }
  throw errorFor({ name, message: first.message, code: codes[0] ?? "" }, answer);
}

function errorFor({ name, message, code }: { name: string; message: string; code: string }, answer: ShopifyAnswer) {
  const text = `Shopify refused ${name}: ${message}`;
  const cost = costOf(answer);
  switch (code) {
    case "THROTTLED":
      return new ShopifyThrottledError({ requestedCost: cost?.requested ?? 0, status: cost?.status ?? null });
    case "MAX_COST_EXCEEDED":
      return new ShopifyRefusedError(text, { reason: "too_expensive", code });
    case "ACCESS_DENIED":
      return new ShopifyRefusedError(text, { reason: "access_denied", code });
    case "SHOP_INACTIVE":
      return new ShopifyRefusedError(text, { reason: "shop_frozen", code });
    case "INTERNAL_SERVER_ERROR":
    case "TIMEOUT":
      return new ProviderUnavailableError(`Shopify failed at ${name}: ${message}`);
    default:
      return new ShopifyRefusedError(text, { reason: "bad_request", code: code === "" ? "GRAPHQL" : code });
  }
}

const payload = z.object({
  userErrors: z.array(
    z.object({
      field: z.array(z.string()).nullish(),
      message: z.string(),
      code: z.string().nullish(),
    }),
  ),
});

function refuseUserErrors(name: string, data: Readonly<Record<string, unknown>>): void {
  for (const value of Object.values(data)) {
    const userErrors = (payload.safeParse(value).data?.userErrors ?? []).map(toUserError);
    const [first] = userErrors;
    if (first === undefined) continue;
    const message = `Shopify did not do ${name}: ${userErrors.map((error) => error.message).join("; ")}`;
    throw new ShopifyRefusedError(message, { reason: "user_errors", code: first.code ?? "USER_ERROR", userErrors });
  }
}

function toUserError(error: z.output<typeof payload>["userErrors"][number]): ShopifyUserError {
  return { field: error.field ?? null, message: error.message, code: error.code ?? null };
}
