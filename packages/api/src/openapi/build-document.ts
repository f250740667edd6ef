import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";

import { maxBodyBytes } from "#http/read-body.ts";
import { procedureAccess } from "#permissions.ts";
import { restRoutes, type RestRoute } from "#rest/route-table.ts";
import { errorDto } from "#schemas/errors.ts";

import { auditPaths } from "./audit-paths.ts";
import { livePaths } from "./live-paths.ts";

/** The OpenAPI 3.1 document of `/api/v1`, made from the procedures themselves. */
export function buildDocument({ version }: { version: string }) {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Cartwright",
      version,
      description:
        "Commerce over REST. Amounts are decimal strings with their currency, instants are ISO 8601 in UTC. " +
        "Every answer has an X-Request-Id; every refusal has the shape of `Error`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    tags: [
      "Catalogue",
      "Carts",
      "Orders",
      "Carriers",
      "Stores",
      "Sync",
      "Callbacks",
      "Facts",
      "Automation",
      "Audit",
      "Keys",
      "Account",
      "Live",
    ].map((name) => ({ name })),
    security: [{ bearer: [] }, { session: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "An API key (`cw_…`) or a JWT (HS256; `sub` is the user's id, `exp` is required).",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: "The browser's session.",
        },
      },
    },
    paths: { ...restPaths(), ...auditPaths, ...livePaths },
  });
}

function restPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of restRoutes) {
    const { path, method } = route.rest;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(route) };
  }
  return paths;
}

function describe(route: RestRoute): ZodOpenApiOperationObject {
  const { rest, procedure, output } = route;
  const { path, query, body } = splitInput(route);
  const open = procedureAccess[procedure]?.guest === true;
  return {
    operationId: procedure,
    tags: [rest.tag],
    summary: rest.summary,
    ...(open ? { security: [{}, { bearer: [] }, { session: [] }] } : {}),
    requestParams: named({ path, query, header: keyHeader(rest.idempotency) }),
    ...requestBody(rest, body),
    responses: {
      [String(rest.status ?? 200)]: {
        description: "Done.",
        headers: answerHeaders(rest.idempotency !== undefined),
        content: { "application/json": { schema: output } },
      },
      ...refusals(route, open),
    },
  };
}

/** The input's fields, by where REST takes them from. */
function splitInput({ rest, input, segments }: RestRoute) {
  const inPath = new Set(segments.filter((part) => part.startsWith("{")).map((part) => part.slice(1, -1)));
  const fields = Object.entries(input.shape).filter(([name]) => name !== "idempotencyKey");
  const path = toObject(fields.filter(([name]) => inPath.has(name)));
  const sent = toObject(fields.filter(([name]) => !inPath.has(name)));
  return rest.method === "GET" || rest.method === "DELETE" ? { path, query: sent } : { path, body: sent };
}

function requestBody({ file }: RestRoute["rest"], body: z.ZodObject | undefined) {
  if (file) return { requestBody: { required: true, content: { [file.mediaType]: {} } } };
  return body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {};
}

function toObject(fields: readonly (readonly [string, z.ZodType])[]): z.ZodObject | undefined {
  return fields.length === 0 ? undefined : z.object(Object.fromEntries(fields));
}

function named(params: { path?: z.ZodObject; query?: z.ZodObject; header?: z.ZodObject }) {
  return Object.fromEntries(Object.entries(params).filter(([, schema]) => schema !== undefined));
}

function keyHeader(idempotency: RestRoute["rest"]["idempotency"]) {
  if (idempotency === undefined) return undefined;
  const key = z.string().min(1).max(255).meta({ description: "Same key and same body: the same answer, once done." });
  return z.object({ "Idempotency-Key": idempotency === "required" ? key : key.optional() });
}

function answerHeaders(replayable: boolean) {
  const requestId = z.object({ "X-Request-Id": z.string() });
  return replayable ? requestId.extend({ "Idempotent-Replayed": z.literal("true").optional() }) : requestId;
}

function refusals({ rest, segments }: RestRoute, open: boolean): ZodOpenApiOperationObject["responses"] {
  const answers: Record<string, string> = { "400": "The input is not right." };
  if (!open) answers["401"] = "No credential, or one that is not good.";
  if (!open) answers["403"] = "This caller may not do that.";
  if (segments.some((part) => part.startsWith("{"))) answers["404"] = "There is nothing here that this caller may see.";
  if (rest.method !== "GET") answers["409"] = "The present state does not allow that.";
  if (rest.method === "POST" || rest.method === "PATCH")
    answers["413"] = `The body is larger than ${(rest.file?.mostBytes ?? maxBodyBytes) / 2 ** 20} MiB.`;
  if (rest.idempotency !== undefined) answers["422"] = "The Idempotency-Key was used for a different request.";
  answers["429"] = "Too many requests.";
  answers["500"] = "Something failed on our side.";
  const content = { "application/json": { schema: errorDto } };
  return Object.fromEntries(Object.entries(answers).map(([status, description]) => [status, { description, content }]));
}
