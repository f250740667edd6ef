import {
  type DocumentNode,
  GraphQLError,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";

import { BoundedMap } from "../bounded-map.ts";
import { adminSchema } from "./admin-schema.ts";

/** A request's document, once it was held against the schema. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What its fields ask for: any of `anyOf`, each. */
  readonly needs: readonly { readonly field: string; readonly anyOf: readonly string[]; readonly words: string }[];
}

const kept = new BoundedMap<string, PreparedDocument | readonly GraphQLError[]>(200);

/** Parses and validates; answers the errors where it does not fit. The same text is looked at once. */
export function prepareDocument(source: string): PreparedDocument | readonly GraphQLError[] {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const prepared = prepare(source);
  kept.set(source, prepared);
  return prepared;
}

function prepare(source: string): PreparedDocument | readonly GraphQLError[] {
  const { schema } = adminSchema();
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const [operation] = operations;
    if (operation === undefined || operations.length > 1)
      return [new GraphQLError("The sandbox takes exactly one operation in a document.")];
    return { document, operation, needs: findNeeds(document) };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function findNeeds(document: DocumentNode): PreparedDocument["needs"] {
  const { schema, scopes } = adminSchema();
  const info = new TypeInfo(schema);
  const needs = new Map<string, PreparedDocument["needs"][number]>();
  const note = (key: string, field: string): void => {
    const need = scopes.get(key);
    if (need !== undefined) needs.set(key, { field, ...need });
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const type = info.getType();
        if (parent) note(`${parent.name}.${node.name.value}`, node.name.value);
        if (type) note(getNamedType(type).name, node.name.value);
      },
    }),
  );
  return [...needs.values()];
}
