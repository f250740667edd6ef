import { GraphQLScalarType, type GraphQLSchema } from "graphql";

/** How Shopify writes its own scalars. A schema from introspection takes anything for them. */
const forms: Readonly<Record<string, RegExp>> = {
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  Money: /^-?\d+(\.\d+)?$/,
  UnsignedInt64: /^\d+$/,
  URL: /^https?:\/\/\S+$/,
};

/** Makes the schema refuse what has not the form, in our answers and in what callers send. */
export function checkScalars(schema: GraphQLSchema): void {
  for (const [name, form] of Object.entries(forms)) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLScalarType)) throw new TypeError(`the schema has no scalar ${name}`);
    const check = (value: unknown): string => {
      if (typeof value === "string" && form.test(value)) return value;
      throw new TypeError(`${name} cannot represent ${JSON.stringify(value)}`);
    };
    Object.assign(type, { serialize: check, coerceOutputValue: check, parseValue: check, coerceInputValue: check });
  }
}
