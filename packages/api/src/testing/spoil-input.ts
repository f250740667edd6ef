import { z } from "zod";

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(node).optional(),
    items: node.optional(),
    properties: z.record(z.string(), node).optional(),
    minimum: z.number().optional(),
  }),
);

interface Node {
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: readonly Node[] | undefined;
  readonly items?: Node | undefined;
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly minimum?: number | undefined;
}

/** An input that fits `schema`, with `words` for strings of those names. */
export function sampleInput(schema: z.ZodType, words: Readonly<Record<string, string>>): unknown {
  return sample(node.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })), "", words);
}

function sample(schema: Node, name: string, words: Readonly<Record<string, string>>): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, name, words);
  switch (schema.type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {}).map(([key, of]) => [key, sample(of, key, words)]);
      return Object.fromEntries(fields);
    }
    case "array":
      return [sample(schema.items ?? {}, name, words)];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    default:
      return words[name] ?? "a";
  }
}

/** `input` once for each of its places and each hostile value, with that value in that place; also without the place. */
export function* spoil(input: unknown, { mostCharacters = Number.POSITIVE_INFINITY } = {}): Generator<unknown> {
  for (const place of places(input)) {
    yield without(input, place);
    for (const value of hostile) {
      if (JSON.stringify(value).length <= mostCharacters) yield replaced(input, place, value);
    }
  }
}

type Place = readonly (string | number)[];

function* places(value: unknown, at: Place = []): Generator<Place> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = [...at, Array.isArray(value) ? Number(key) : key];
    yield place;
    yield* places(inner, place);
  }
}

function replaced(input: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  if (isList(input)) return input.map((item, index) => (index === key ? replaced(item, rest, value) : item));
  const fields = { ...z.record(z.string(), z.unknown()).parse(input) };
  return { ...fields, [key]: replaced(fields[key], rest, value) };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function without(input: unknown, place: Place): unknown {
  return replaced(input, place, undefined);
}

const cursorOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What breaks parsers, databases and arithmetic. */
const hostile: readonly unknown[] = [
  "",
  " ",
  "\0",
  "a\0b",
  "\uD800",
  "x\uDFFFy",
  "x".repeat(300_000),
  "1e3",
  "-1",
  "0x10",
  "NaN",
  "999999999999.9999",
  "999999999999",
  "'; drop table orders; --",
  "%_\\",
  "../../etc/passwd",
  "9999-99-99T99:99:99Z",
  cursorOf(["9999-99-99 99:99:99+99", "00000000-0000-7000-8000-000000000000"]),
  cursorOf(["\0", "00000000-0000-7000-8000-000000000000"]),
  cursorOf(["99999999999999999999999", "00000000-0000-7000-8000-000000000000"]),
  cursorOf({ by: "featured", at: null, id: 1 }),
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "9223372036854775808",
  "9999999999999999999",
  0,
  -1,
  1.5,
  1e9,
  999_999_999_999,
  2 ** 53,
  1e308,
  true,
  null,
  [],
  {},
  Array.from({ length: 2_000 }, () => "a"),
  Array.from({ length: 2_000 }, () => ({})),
  { "\0": "\0" },
  { constructor: 1, toString: null },
];
