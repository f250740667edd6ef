import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { Ajv } from "ajv";
import { z } from "zod";

/** For tests: holds requests and answers against Amazon's own models. */
export interface AmazonModels {
  /** What is wrong with a request, by the parameters of its operation; empty when nothing is. */
  faultsOfRequest(method: string, path: string, query: URLSearchParams): string[];
  /** What is wrong with an answer, by the schema of its status; empty when nothing is. */
  faultsOfAnswer(method: string, path: string, answer: { status: number; body: unknown }): string[];
  /** What is wrong with an `ORDER_CHANGE` notification. */
  faultsOfNotification(body: unknown): string[];
  /** The operations' own example answers. */
  examples(): readonly { readonly path: string; readonly body: unknown }[];
}

const parameter = z.looseObject({
  name: z.string(),
  in: z.enum(["query", "path"]),
  required: z.boolean(),
  type: z.string(),
  format: z.string().optional(),
  maxItems: z.number().optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
});
const operation = z.looseObject({
  parameters: z.array(parameter),
  responses: z.record(z.string(), z.looseObject({ schema: z.looseObject({ $ref: z.string() }).optional() })),
});
const model = z.looseObject({
  paths: z.record(z.string(), z.looseObject({ get: operation })),
  definitions: z.record(z.string(), z.looseObject({})),
});
type Operation = z.output<typeof operation>;

/** Orders 2026-01-01 and the notification, as Amazon publishes them. */
export function loadAmazonModels(): AmazonModels {
  const orders = model.parse(readModel("orders_2026-01-01.json.gz"));
  // The formats are annotations here: times are checked below, where a request has them.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: "orders", definitions: orders.definitions });
  const notification = ajv.compile(z.looseObject({}).parse(readModel("OrderChangeNotification.schema.json.gz")));
  const find = (method: string, path: string): Operation => {
    const found = Object.entries(orders.paths).find(([pattern]) => fits(pattern, path))?.[1].get;
    if (method !== "GET" || found === undefined) throw new Error(`the model has no ${method} ${path}`);
    return found;
  };
  return {
    faultsOfRequest: (method, path, query) => faultsOfQuery(find(method, path), query),
    faultsOfAnswer(method, path, { status, body }) {
      const schema = find(method, path).responses[String(status)]?.schema?.$ref;
      const validate = schema === undefined ? undefined : ajv.getSchema(`orders${schema}`);
      if (validate === undefined) return [`the model knows no ${status} here`];
      void validate(body);
      return (validate.errors ?? []).map(({ instancePath, message = "is wrong" }) => `${instancePath} ${message}`);
    },
    faultsOfNotification(body) {
      void notification(body);
      return (notification.errors ?? []).map(({ instancePath, message = "is wrong" }) => `${instancePath} ${message}`);
    },
    examples: () =>
      Object.entries(orders.paths).map(([path, { get }]) => ({
        path: path.replace("{orderId}", "123-1234567-1234567"),
        body: z.looseObject({ "application/json": z.unknown() }).parse(get.responses["200"]?.["examples"])[
          "application/json"
        ],
      })),
  };
}

function readModel(name: string): unknown {
  const file = new URL(`../../test-data/${name}`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
}

function fits(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);
}

function faultsOfQuery({ parameters }: Operation, query: URLSearchParams): string[] {
  const known = parameters.filter((each) => each.in === "query");
  const unknown = [...query.keys()].filter((name) => !known.some((each) => each.name === name));
  return [...unknown.map((name) => `${name} is unknown`), ...known.flatMap((each) => faultsOfParameter(each, query))];
}

function faultsOfParameter(
  { name, required, type, format, maxItems, items }: z.output<typeof parameter>,
  query: URLSearchParams,
) {
  const [value, ...more] = query.getAll(name);
  if (value === undefined) return required ? [`${name} is missing`] : [];
  if (more.length > 0) return [`${name} is given twice`];
  if (type === "integer" && !/^\d+$/.test(value)) return [`${name} is no integer`];
  if (format === "date-time" && !z.iso.datetime({ offset: true }).safeParse(value).success)
    return [`${name} is no time`];
  // Swagger 2.0 lists are separated by commas where nothing else is said.
  const list = type === "array" ? value.split(",") : [];
  if (list.length > (maxItems ?? Number.POSITIVE_INFINITY)) return [`${name} has too many`];
  return list.filter((each) => items?.enum?.includes(each) === false).map((each) => `${name} knows no ${each}`);
}
