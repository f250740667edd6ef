import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

import {
  buildClientSchema,
  getNamedType,
  type GraphQLSchema,
  type IntrospectionQuery,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { expect, test } from "vitest";

// Shopify's own schema of the version that we ask for, as the sandbox answers by.
const file = new URL("../../../../apps/sandbox/data/shopify/admin_2026-10.json.gz", import.meta.url);
const read = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery };
const schema: GraphQLSchema = buildClientSchema(read.data, { assumeValid: true });

const folder = new URL("./operations/", import.meta.url);
const documents = (await Promise.all((await readdir(folder)).filter((name) => name.endsWith(".ts")).map(load))).flat();

async function load(name: string): Promise<{ name: string; text: string; isBulk: boolean }[]> {
  const exported = (await import(new URL(name, folder).href)) as Record<string, unknown>;
  return Object.entries(exported).flatMap(([key, value]): { name: string; text: string; isBulk: boolean }[] => {
    if (typeof value !== "object" || value === null) return [];
    if ("bulkQuery" in value) return [{ name: `${name} ${key}`, text: String(value.bulkQuery), isBulk: true }];
    return "document" in value ? [{ name: `${name} ${key}`, text: String(value.document), isBulk: false }] : [];
  });
}

test("there are documents to look at", () => {
  expect(documents.length).toBeGreaterThanOrEqual(8);
});

test.for(documents)("$name fits Shopify's schema and uses nothing that is on its way out", ({ text }) => {
  const errors = validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]);
  expect(errors.map(({ message }) => message)).toEqual([]);
});

test.for(documents.filter(({ isBulk }) => isBulk))("$name keeps to the rules of bulk operations", ({ text }) => {
  expect(connectionsOf(text)).toSatisfy(({ count, depth }) => count >= 1 && count <= 5 && depth <= 2);
});

test.for(documents.filter(({ text }) => /inventory(Set|Adjust)Quantities/.test(text)))(
  "$name carries the key that makes it safe to repeat",
  ({ text }) => {
    expect(text).toMatch(/@idempotent\(key: \$key\)/);
  },
);

function connectionsOf(text: string): { count: number; depth: number } {
  const info = new TypeInfo(schema);
  const seen = { count: 0, depth: 0 };
  let depth = 0;
  const isConnection = () => {
    const type = info.getType();
    return type ? getNamedType(type).name.endsWith("Connection") : false;
  };
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: {
        enter() {
          if (!isConnection()) return;
          depth += 1;
          seen.count += 1;
          seen.depth = Math.max(seen.depth, depth);
        },
        leave() {
          if (isConnection()) depth -= 1;
        },
      },
    }),
  );
  return seen;
}
