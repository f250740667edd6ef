import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

import { adminSchema } from "./admin-schema.ts";

interface Priced {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** No plan lets one query cost more. */
export const mostPoints = 1_000;

const mutationPoints = 10;
const connectionPoints = 2;

/**
 * What a document asks for at most, in points. Shopify's formula is not public; this follows what is documented: an object
 * of its own costs 1, a connection 2 and as many times its node as `first` says, a mutation 10, a scalar nothing. Objects
 * without an id are taken for part of what they belong to.
 */
export function requestedCost({ document, operation, variables }: Priced): number {
  const { schema } = adminSchema();
  const info = new TypeInfo(schema);
  // How often the field that is being looked at is asked for, and the points so far.
  const times: number[] = [1];
  let points = operation.operation === "mutation" ? mutationPoints : 0;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const type = info.getType();
          const named = type ? getNamedType(type) : undefined;
          const here = times.at(-1) ?? 1;
          if (named?.name.endsWith("Connection")) {
            points += here * connectionPoints;
            times.push(here * sizeOf(node, variables));
            return;
          }
          const isOwn = isObjectType(named) && Object.hasOwn(named.getFields(), "id") && !isWrapper(node);
          const inList = sizeOf(node, variables, 1);
          if (isOwn) points += here * inList;
          // Nodes of a connection are priced where they are named.
          else if (isWrapper(node) && isObjectType(named) && Object.hasOwn(named.getFields(), "id")) points += here;
          times.push(here * inList);
        },
        leave() {
          times.pop();
        },
      },
    }),
  );
  return Math.ceil(points);
}

function isWrapper({ name }: FieldNode): boolean {
  return name.value === "nodes" || name.value === "node";
}

function sizeOf(node: FieldNode, variables: Readonly<Record<string, unknown>>, otherwise = 10): number {
  const argument = node.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  if (argument === undefined) return otherwise;
  if (argument.value.kind === Kind.INT) return Number(argument.value.value);
  if (argument.value.kind !== Kind.VARIABLE) return otherwise;
  const given = variables[argument.value.name.value];
  return typeof given === "number" ? given : otherwise;
}

/** What an answer really held, reckoned alike. */
export function actualCost(data: unknown, operation: OperationDefinitionNode): number {
  return (operation.operation === "mutation" ? mutationPoints : 0) + countPoints(data, 0);
}

function countPoints(value: unknown, own: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + countPoints(each, 1), 0);
  const isConnection = "pageInfo" in value || "edges" in value || "nodes" in value;
  const mine = isConnection ? connectionPoints : "id" in value ? Math.max(own, 1) : 0;
  return Object.values(value).reduce((sum: number, each) => sum + countPoints(each, 0), mine);
}
