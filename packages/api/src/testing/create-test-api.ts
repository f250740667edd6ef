import { SignJWT } from "jose";

import type { Services } from "@cartwright/core";
import { createApiKey } from "@cartwright/core/organizations/create-api-key";
import { beginSession } from "@cartwright/core/people/begin-session";
import { createTestShop, type TestShop } from "@cartwright/core/testing";

import type { SessionClaims } from "#http/authenticate.ts";
import type { EdgeOptions } from "#http/edge.ts";
import { handleAccountExport } from "#http/handle-account-export.ts";
import { handleAuditExport } from "#http/handle-audit-export.ts";
import { handleShopifyCallback, handleShopifyInstall } from "#http/handle-shopify.ts";
import { handleTrpc } from "#http/handle-trpc.ts";
import { handleWebhook } from "#http/handle-webhook.ts";
import type { RateLimits } from "#http/limit-requests.ts";
import { handleLive } from "#live/handle-live.ts";
import { handleRest } from "#rest/handle-rest.ts";

import { serveApi } from "./serve-api.ts";

// Tests read answers of any shape.
/* oxlint-disable typescript/no-explicit-any, typescript/no-unsafe-assignment */
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
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
  /** The same without a socket between, for those who ask thousands of times. */
  readonly ask: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly key: (scopes: readonly string[], rateLimitPerMinute?: number) => Promise<string>;
  readonly jwt: (
    userId: string,
    options?: { expiresIn?: number; secret?: string; algorithm?: string },
  ) => Promise<string>;
  /** Signs a user in; answers the session's id and the cookie that names it. */
  readonly signIn: (userId: string) => Promise<{ sessionId: string; cookie: string }>;
  /** The session that the cookie `session=<name>` stands for. */
  readonly sessions: Map<string, SessionClaims>;
  /** The process is told to end. */
  readonly shutDown: () => void;
  readonly close: () => Promise<void>;
}

export interface TestApiOptions {
  readonly rateLimitPerMinute?: number;
  /** Classes that are counted by themselves. */
  readonly classLimits?: RateLimits["ofClass"];
  readonly webhookSources?: NonNullable<Services["webhookSources"]>;
  readonly shopify?: NonNullable<Services["shopify"]>;
}

const jwtSecret = "a secret that only tests know";

/** The whole API behind a socket, on a shop of its own. */
export async function createTestApi({
  rateLimitPerMinute = 1_000_000,
  classLimits = {},
  webhookSources,
  shopify,
}: TestApiOptions = {}): Promise<TestApi> {
  const shop = await createTestShop();
  const { slug } = await shop.db.prisma.organization.findUniqueOrThrow({ where: { id: shop.organizationId } });
  const shutdown = new AbortController();
  const sessions = new Map<string, SessionClaims>();
  const options: EdgeOptions = {
    services: { ...shop.services, ...(webhookSources && { webhookSources }), ...(shopify && { shopify }) },
    storeSlug: slug,
    jwtSecret: new TextEncoder().encode(jwtSecret),
    rateLimits: { perMinute: rateLimitPerMinute, ofClass: classLimits },
    shuttingDown: shutdown.signal,
    readSession: (request) =>
      Promise.resolve(sessions.get(/session=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "") ?? null),
  };
  const served = await serveApi((request) => dispatch(options, request));
  return {
    shop,
    url: served.url,
    sessions,
    signIn: async (userId) => {
      const { sessionId } = await beginSession(shop.services, { userId, address: "192.0.2.1", userAgent: "Test" });
      const name = sessionId.replaceAll("-", "");
      sessions.set(name, { userId, sessionId });
      return { sessionId, cookie: `session=${name}` };
    },
    call: async (method, path, sent) => read(await fetch(requestOf(served.url, method, path, sent))),
    ask: async (method, path, sent) => read(await dispatch(options, requestOf(served.url, method, path, sent))),
    key: async (scopes, limit) =>
      (await createApiKey(shop.ctx, { name: "test", scopes, rateLimitPerMinute: limit ?? null })).key,
    jwt: (userId, { expiresIn = 300, secret = jwtSecret, algorithm = "HS256" } = {}) =>
      new SignJWT()
        .setProtectedHeader({ alg: algorithm })
        .setSubject(userId)
        .setExpirationTime(Math.floor(shop.clock.now().getTime() / 1000) + expiresIn)
        .sign(new TextEncoder().encode(secret)),
    shutDown: () => shutdown.abort(),
    close: async () => {
      shutdown.abort();
      await served.close();
      await shop.close();
    },
  };
}

function dispatch(options: EdgeOptions, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/api/account/export") return handleAccountExport(options, request);
  if (pathname === "/api/v1/audit/export") return handleAuditExport(options, request);
  if (pathname === "/api/shopify/install") return handleShopifyInstall(options, request);
  if (pathname === "/api/shopify/callback") return handleShopifyCallback(options, request);
  const webhook = /^\/api\/webhooks\/(\w+)$/.exec(pathname)?.[1];
  if (webhook !== undefined) return handleWebhook(options, request, webhook);
  const stream = /^\/api\/v1\/live\/([\w-]+)$/.exec(pathname)?.[1];
  if (stream !== undefined) return handleLive(options, request, stream);
  return pathname.startsWith("/api/trpc") ? handleTrpc(options, request) : handleRest(options, request);
}

function requestOf(url: string, method: string, path: string, { body, token, headers }: Sent = {}): Request {
  return new Request(url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isLines = response.headers.get("content-type") === "application/x-ndjson";
  const json: Json = !isLines && (text.startsWith("{") || text.startsWith("[")) ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, json };
}
