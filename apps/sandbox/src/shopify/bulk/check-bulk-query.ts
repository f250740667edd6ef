import { type DocumentNode, type FieldNode, getNamedType, Kind, TypeInfo, visit, visitWithTypeInfo } from "graphql";

import { adminSchema } from "../admin-schema.ts";

const mostConnections = 5;
const deepest = 2;

/** What Shopify would refuse of a query for a bulk operation; null when it is one. */
export function checkBulkQuery(document: DocumentNode): string | null {
  const info = new TypeInfo(adminSchema().schema);
  let count = 0;
  let depth = 0;
  let problem: string | null = null;
  const isConnection = (): boolean => {
    const type = info.getType();
    return type ? getNamedType(type).name.endsWith("Connection") : false;
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition(node) {
        if (node.operation !== "query") problem ??= "Only queries can be run as bulk operations.";
        if (node.variableDefinitions?.length) problem ??= "Bulk queries cannot have variables.";
      },
      Field: {
        enter(node) {
          if (!isConnection()) return;
          count += 1;
          depth += 1;
          if (depth > deepest) problem ??= `Bulk queries cannot nest connections more than ${deepest} levels deep.`;
          if (!selects(node, "edges")) problem ??= "Bulk queries read connections through edges { node }.";
        },
        leave() {
          if (isConnection()) depth -= 1;
        },
      },
    }),
  );
  if (count === 0) problem ??= "Bulk queries must contain at least one connection.";
  if (count > mostConnections) problem ??= `Bulk queries cannot contain more than ${mostConnections} connections.`;
  return problem ?? missingId(document);
}

function selects(node: FieldNode, name: string): boolean {
  return node.selectionSet?.selections.some((each) => each.kind === Kind.FIELD && each.name.value === name) ?? false;
}

// Lines name their parents by id, so whatever has a connection below it must select one.
function missingId(document: DocumentNode): string | null {
  const info = new TypeInfo(adminSchema().schema);
  let problem: string | null = null;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        if (node.name.value !== "node") return;
        const nested = node.selectionSet?.selections.some(
          (each) => each.kind === Kind.FIELD && each.selectionSet !== undefined && selects(each, "edges"),
        );
        if (nested === true && !selects(node, "id")) problem = "Select the id wherever a connection hangs below.";
      },
    }),
  );
  return problem;
}
