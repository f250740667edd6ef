import { SignJWT } from "jose";

import { createApiKey } from "@cartwright/core/organizations/create-api-key";
import { createTestShop, type TestShop } from "@cartwright/core/testing";

import type { SessionClaims } from "#http/authenticate.ts";
import type { EdgeOptions } from "#http/edge.ts";
import { handleTrpc } from "#http/handle-trpc.ts";
import { handleWebhook } from "#http/handle-webhook.ts";
import { handleRest } from "#rest/handle-rest.ts";

import { serveApi } from "./serve-api.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests read answers of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface Sent {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface TestApi {
  readonly shop: TestShop;
  readonly url: string;
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly key: (scopes: readonly string[], rateLimitPerMinute?: number) => Promise<string>;
  readonly jwt: (
    userId: string,
    options?: { expiresIn?: number; secret?: string; algorithm?: string },
  ) => Promise<string>;
  /** The session that the cookie `session=<name>` stands for. */
  readonly sessions: Map<string, SessionClaims>;
  readonly close: () => Promise<void>;
}

const jwtSecret = "a secret that only tests know";

/** The whole API behind a socket, on a shop of its own. */
export async function createTestApi({ rateLimitPerMinute = 1_000_000 } = {}): Promise<TestApi> {
  const shop = await createTestShop();
  const { slug } = await shop.db.prisma.organization.findUniqueOrThrow({ where: { id: shop.organizationId } });
  const sessions = new Map<string, SessionClaims>();
  const options: EdgeOptions = {
    services: shop.services,
    storeSlug: slug,
    jwtSecret: new TextEncoder().encode(jwtSecret),
    rateLimitPerMinute,
    readSession: (request) =>
      Promise.resolve(sessions.get(/session=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "") ?? null),
  };
  const served = await serveApi((request) => dispatch(options, request));
  return {
    shop,
    url: served.url,
    sessions,
    call: (method, path, sent) => call(served.url, method, path, sent),
    key: async (scopes, limit) =>
      (await createApiKey(shop.ctx, { name: "test", scopes, rateLimitPerMinute: limit ?? null })).key,
    jwt: (userId, { expiresIn = 300, secret = jwtSecret, algorithm = "HS256" } = {}) =>
      new SignJWT()
        .setProtectedHeader({ alg: algorithm })
        .setSubject(userId)
        .setExpirationTime(Math.floor(shop.clock.now().getTime() / 1000) + expiresIn)
        .sign(new TextEncoder().encode(secret)),
    close: async () => {
      await served.close();
      await shop.close();
    },
  };
}

function dispatch(options: EdgeOptions, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const webhook = /^\/api\/webhooks\/(\w+)$/.exec(pathname)?.[1];
  if (webhook !== undefined) return handleWebhook(options, request, webhook);
  return pathname.startsWith("/api/trpc") ? handleTrpc(options, request) : handleRest(options, request);
}

async function call(url: string, method: string, path: string, { body, token, headers }: Sent = {}): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null,
  };
}
