import { expect, test } from "vitest";
import { z } from "zod";

import { readProcedures } from "./read-procedures.ts";

type Schema = z.core.JSONSchema.JSONSchema;

// JSON of any shape: what bounds it is the size of the body and the depth of input.
const anyShape = new Set(["admin.jobs.schedules.create.payload.*", "admin.jobs.schedules.update.payload.*"]);

const unbounded = readProcedures().flatMap(({ path, inputs }) =>
  inputs.flatMap((input) => findUnbounded(toJson(input), path)),
);

test("every text and every list of every input has an end", () => {
  expect(unbounded.filter((path) => !anyShape.has(path))).toEqual([]);
});

test("a page has a hundred items at most, whatever is listed", () => {
  const limits = readProcedures().flatMap(({ path, inputs }) =>
    inputs.flatMap((input) => {
      const limit = toJson(input).properties?.["limit"];
      return typeof limit === "object" ? [[path, limit.maximum ?? Infinity] as const] : [];
    }),
  );
  expect(limits.length).toBeGreaterThan(10);
  expect(limits.filter(([, most]) => most > 100)).toEqual([]);
});

function toJson(input: z.ZodType): Schema {
  return z.toJSONSchema(input, { io: "input", unrepresentable: "any", reused: "inline" });
}

function findUnbounded(schema: Schema | boolean | undefined, path: string): string[] {
  if (typeof schema !== "object") return [];
  const inner = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => findUnbounded(one, `${path}.${name}`)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      findUnbounded(one, path),
    ),
    ...findUnbounded(schema.propertyNames, `${path}.*`),
    ...findUnbounded(schema.additionalProperties, `${path}.*`),
    ...[schema.items].flat().flatMap((one) => findUnbounded(one, `${path}[]`)),
  ];
  return isBounded(schema) ? inner : [path, ...inner];
}

// An e-mail address or a web address is as long as somebody likes.
function isShortByNature({ format, pattern }: Schema): boolean {
  if (format !== undefined) return ["uuid", "date", "date-time"].includes(format);
  return pattern !== undefined && !/[^\\][*+]|\{\d+,\}/.test(pattern);
}

function isBounded(schema: Schema): boolean {
  if (schema.enum !== undefined || schema.const !== undefined) return true;
  if (schema.type === "string") return schema.maxLength !== undefined || isShortByNature(schema);
  if (schema.type === "array") return schema.maxItems !== undefined;
  return true;
}
