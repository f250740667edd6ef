import { execute, type ExecutionResult, GraphQLError, type GraphQLFieldResolver } from "graphql";

import { adminSchema } from "./admin-schema.ts";
import { actualCost, mostPoints, requestedCost } from "./cost.ts";
import type { GraphqlContext } from "./graphql-context.ts";
import { prepareDocument, type PreparedDocument } from "./prepare-document.ts";
import { mutationRoot } from "./resolvers/mutation-root.ts";
import { queryRoot } from "./resolvers/query-root.ts";

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Answers a request as Shopify's API does: held against its schema, its scopes and the shop's points. Always status 200. */
export async function runGraphql(context: GraphqlContext, request: GraphqlRequest) {
  const prepared = prepareDocument(request.query);
  if (!("document" in prepared)) return { errors: prepared.map((error) => error.toJSON()) };
  const denied = refuseAccess(prepared, context.scopes);
  if (denied !== undefined) return denied;
  const requested = requestedCost({ ...prepared, variables: request.variables });
  const refused = refuseCost(context, requested);
  if (refused !== undefined) return refused;
  const result = await executePrepared(context, prepared, request.variables);
  const actual = Math.min(requested, actualCost(result.data, prepared.operation));
  context.shop.throttle.giveBack(requested - actual);
  return { ...toJson(result), extensions: { cost: costOf(context, requested, actual) } };
}

/** Runs a document that was held against the schema. */
export async function executePrepared(
  context: GraphqlContext,
  { document, operation }: Pick<PreparedDocument, "document" | "operation">,
  variableValues: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  const rootValue = operation.operation === "mutation" ? mutationRoot : queryRoot;
  return execute({
    schema: adminSchema().schema,
    document,
    rootValue,
    contextValue: context,
    variableValues,
    fieldResolver: resolveField,
  });
}

// As the library's own, but that a field which the sandbox knows nothing of is refused instead of shown as null.
const resolveField: GraphQLFieldResolver<unknown, GraphqlContext> = (source, args, context, info) => {
  const { fieldName, parentType } = info;
  if (typeof source === "object" && source !== null && fieldName in source) {
    const value: unknown = Reflect.get(source, fieldName);
    if (protectedFields.has(`${parentType.name}.${fieldName}`) && !context.shop.settings.protectedCustomerData)
      throw deny(`This app is not approved to access the ${parentType.name} object's ${fieldName}.`);
    return typeof value === "function" ? value.call(source, args, context, info) : value;
  }
  throw new GraphQLError(`The sandbox does not simulate ${parentType.name}.${fieldName}.`);
};

/** What an app sees only once Shopify has approved it for protected customer data. */
const protectedFields: ReadonlySet<string> = new Set([
  "Order.customer",
  "Order.email",
  "Order.phone",
  "Order.shippingAddress",
  "Order.billingAddress",
  "Customer.defaultEmailAddress",
  "Customer.defaultPhoneNumber",
]);

function deny(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
  });
}

/** What a document asks for and these scopes do not open. Whoever may write something may read it. */
export function missingAccess({ needs }: PreparedDocument, scopes: ReadonlySet<string>): PreparedDocument["needs"] {
  const has = (scope: string) => scopes.has(scope) || scopes.has(scope.replace(/^read_/, "write_"));
  return needs.filter(({ anyOf }) => !anyOf.some(has));
}

function refuseAccess(prepared: PreparedDocument, scopes: ReadonlySet<string>) {
  const missing = missingAccess(prepared, scopes);
  if (missing.length === 0) return undefined;
  const errors = missing.map(({ field, words }) => ({
    ...deny(`Access denied for ${field} field. Required access: ${words}`).toJSON(),
    path: [field],
  }));
  return { data: null, errors };
}

function refuseCost(context: GraphqlContext, requested: number) {
  if (requested > mostPoints) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${mostPoints}).`;
    return { errors: [{ message, extensions: { code: "MAX_COST_EXCEEDED", cost: requested, maxCost: mostPoints } }] };
  }
  if (context.shop.throttle.take(requested)) return undefined;
  context.shop.counts.throttled += 1;
  const documentation = "https://shopify.dev/api/usage/rate-limits";
  return {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation } }],
    extensions: { cost: costOf(context, requested, null) },
  };
}

function costOf({ shop }: GraphqlContext, requestedQueryCost: number, actualQueryCost: number | null) {
  return { requestedQueryCost, actualQueryCost, throttleStatus: shop.throttle.status() };
}

function toJson({ data, errors }: ExecutionResult) {
  return { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
}
