import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createPostbox } from "@cartwright/core/testing";

import { readProcedures } from "#read-procedures.ts";
import { createTestApi, type Answer, type TestApi } from "#testing/create-test-api.ts";

import { buildDocument } from "./build-document.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

// As JSON, the way callers get it.
const document = JSON.parse(JSON.stringify(buildDocument({ version: "1.0.0" })));
const ajv = new Ajv2020({ strict: false, formats: { "date-time": true, uuid: true, email: true, uri: true } });
ajv.addSchema(document, "api");

/** Fails unless the answer is one that the document promises for this operation, down to each field. */
function expectAsDocumented(method: string, path: string, { status, json }: Answer): void {
  const pointer = [
    "paths",
    path,
    method.toLowerCase(),
    "responses",
    String(status),
    "content",
    "application/json",
    "schema",
  ];
  const escaped = pointer.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
  const validate = ajv.getSchema(`api#/${escaped.map(encodeURIComponent).join("/")}`);
  expect(validate, `${method} ${path} answers ${status}`).toBeTypeOf("function");
  expect([validate?.(json), validate?.errors]).toEqual([true, null]);
}

test("it is OpenAPI 3.1 and every reference in it leads somewhere", () => {
  expect(document.openapi).toBe("3.1.0");
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) =>
    String(name),
  );
  expect(refs.length).toBeGreaterThan(50);
  expect(refs.filter((name) => !(name in document.components.schemas))).toEqual([]);
});

test("every procedure with a place in the REST API is in it, once", () => {
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((item) =>
    Object.values(item),
  );
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const placed = readProcedures()
    .filter(({ meta }) => meta?.rest)
    .map(({ path }) => path);
  expect(ids.toSorted()).toEqual([...placed, "audit.export", "live.stream"].toSorted());
});

test("every place-holder of a path is a parameter, and every operation can be refused", () => {
  for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
    const holders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).toSorted();
    for (const operation of Object.values(item)) {
      const inPath = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === "path")
        .map(({ name }) => name);
      expect(inPath.toSorted()).toEqual(holders);
      expect(Object.keys(operation.responses).some((status) => status.startsWith("4"))).toBe(true);
    }
  }
});

interface Operation {
  readonly parameters?: readonly { in: string; name: string }[];
  readonly responses: Record<string, unknown>;
}

test("answers of the catalogue are as documented", async () => {
  const variants = [{ sku: "DOC-1", price: { amount: 29.99, currency: "EUR" }, stock: 3, options: { Size: "S" } }];
  const body = { title: "Documented", status: "active", options: [{ name: "Size", values: ["S"] }], variants };
  const made = await api.call("POST", "/api/v1/products", { token: key, body });
  expect(made.status).toBe(201);
  expectAsDocumented("POST", "/products", made);
  expectAsDocumented("POST", "/products", await api.call("POST", "/api/v1/products", { token: key, body }));
  expectAsDocumented("GET", "/products", await api.call("GET", "/api/v1/products?query=Documented"));
  expectAsDocumented("GET", "/products/{slug}", await api.call("GET", `/api/v1/products/${made.json.slug}`));
  expectAsDocumented("GET", "/products/{slug}", await api.call("GET", "/api/v1/products/absent"));
  expectAsDocumented("GET", "/collections", await api.call("GET", "/api/v1/collections"));
  const patch = await api.call("PATCH", `/api/v1/products/${made.json.id}`, { token: key, body: { title: "Better" } });
  expectAsDocumented("PATCH", "/products/{id}", patch);
  const path = `/api/v1/variants/${made.json.variants[0].id}/stock`;
  expectAsDocumented(
    "POST",
    "/variants/{id}/stock",
    await api.call("POST", path, { token: key, body: { delta: 1, reason: "x" } }),
  );
  expectAsDocumented(
    "POST",
    "/variants/{id}/stock",
    await api.call("POST", path, { token: key, body: { delta: -99, reason: "x" } }),
  );
});

test("answers about callers and callbacks are as documented", async () => {
  expectAsDocumented("GET", "/whoami", await api.call("GET", "/api/v1/whoami", { token: key }));
  expectAsDocumented("GET", "/whoami", await api.call("GET", "/api/v1/whoami"));
  const account = { email: "doc@example.com", name: "Doc", password: "long enough password" };
  expectAsDocumented("POST", "/account", await api.call("POST", "/api/v1/account", { body: account }));
  const { token, mail } = await createPostbox(api.shop).deliver();
  const confirmation = { body: { token, password: account.password } };
  expect(mail.recipient).toBe(account.email);
  expectAsDocumented("POST", "/account/confirm", await api.call("POST", "/api/v1/account/confirm", confirmation));
  expectAsDocumented("POST", "/account/confirm", await api.call("POST", "/api/v1/account/confirm", confirmation));
  const { organizationId } = api.shop;
  const body = { organizationId, event: "order.*", targetUrl: "http://127.0.0.1:9/hook" };
  const registered = await api.call("POST", "/api/v1/webhooks/register", { token: key, body });
  expect([registered.status, registered.json.isActive]).toEqual([201, true]);
  expect(registered.json.secret).toMatch(/^whsec_/);
  expectAsDocumented("POST", "/webhooks/register", registered);
  const list = await api.call("GET", `/api/v1/webhooks?organizationId=${organizationId}`, { token: key });
  expectAsDocumented("GET", "/webhooks", list);
  expect(list.text).not.toContain("secret");
  const tried = await api.call("POST", `/api/v1/webhooks/${registered.json.id}/test`, { token: key, body: {} });
  expectAsDocumented("POST", "/webhooks/{id}/test", tried);
  const deliveries = await api.call("GET", `/api/v1/webhooks/${registered.json.id}/deliveries`, { token: key });
  expect(deliveries.json.items).toHaveLength(1);
  expectAsDocumented("GET", "/webhooks/{id}/deliveries", deliveries);
  const detail = await api.call("GET", `/api/v1/webhooks/deliveries/${deliveries.json.items[0].id}`, { token: key });
  expectAsDocumented("GET", "/webhooks/deliveries/{deliveryId}", detail);
  const removed = await api.call("DELETE", `/api/v1/webhooks/${registered.json.id}`, { token: key });
  expect(removed.status).toBe(200);
  expectAsDocumented("DELETE", "/webhooks/{id}", removed);
});

test("a callback's target must be http or https, and its event must exist", async () => {
  const { organizationId } = api.shop;
  const bad = [
    { organizationId, event: "order.*", targetUrl: "ftp://x" },
    { organizationId, event: "order.eaten", targetUrl: "https://example.com" },
  ];
  for (const body of bad)
    expect((await api.call("POST", "/api/v1/webhooks/register", { token: key, body })).status).toBe(400);
});
