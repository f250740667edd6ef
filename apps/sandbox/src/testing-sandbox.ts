import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

import Stripe from "stripe";

import { startSandbox } from "./index.ts";
import type { RunningSandbox, SandboxOptions } from "./index.ts";

export const secrets = {
  stripe: "whsec_test_stripe",
  posti: "posti_secret",
  matkahuolto: "mh_secret",
  erp: "erp_secret",
};

export interface Caught {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  json: Record<string, unknown>;
}

/** A web application's webhook door: keeps what arrives, and lets a test wait for it. */
interface WebhookDoor {
  url: string;
  caught: Caught[];
  /** Statuses for the next requests; 200 once they are used up. */
  answers: number[];
  /** The `count`th request that fits, now or when it comes. */
  arrival(fits: (caught: Caught) => boolean, count?: number): Promise<Caught>;
  close(): Promise<void>;
}

async function openWebhookDoor(): Promise<WebhookDoor> {
  const caught: Caught[] = [];
  const answers: number[] = [];
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      caught.push({ path: request.url ?? "", headers: request.headers, body, json: parseObject(body) });
      response.writeHead(answers.shift() ?? 200).end();
      for (const watch of watchers) watch();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught,
    answers,
    arrival: (fits, count = 1) =>
      new Promise((resolve) => {
        const watch = () => {
          const hit = caught.filter(fits)[count - 1];
          if (hit === undefined) return;
          watchers.delete(watch);
          resolve(hit);
        };
        watchers.add(watch);
        watch();
      }),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export interface Bench {
  sandbox: RunningSandbox;
  door: WebhookDoor;
  stripe: Stripe;
  /** JSON request to the sandbox; `Answer` is what the test expects to read of the body. */
  call<Answer = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Called<Answer>>;
  close(): Promise<void>;
}

interface Called<Answer> {
  status: number;
  headers: Headers;
  text: string;
  json: Answer;
}

/** A sandbox on a free port, a door for its webhooks, and the real Stripe SDK pointed at it. */
export async function startBench(settings: Partial<SandboxOptions> = {}): Promise<Bench> {
  const door = await openWebhookDoor();
  const hook = (name: string) => `${door.url}/api/webhooks/${name}`;
  const sandbox = await startSandbox({
    port: 0,
    secrets,
    webhookTargets: {
      stripe: hook("stripe"),
      posti: hook("posti"),
      matkahuolto: hook("matkahuolto"),
      erp: hook("erp"),
    },
    ...settings,
  });
  return {
    sandbox,
    door,
    stripe: stripeFor(sandbox.url),
    async call<Answer>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const sent = body === undefined ? null : JSON.stringify(body);
      const response = await fetch(sandbox.url + path, { method, headers, body: sent, redirect: "manual" });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
      const parsed: unknown = isJson ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, text, json: parsed as Answer };
    },
    async close() {
      await sandbox.close();
      await door.close();
    },
  };
}

function parseObject(body: string): Record<string, unknown> {
  return body.endsWith("}") ? (JSON.parse(body) as Record<string, unknown>) : {};
}

export function stripeFor(url: string, key = "sk_test_sandbox", maxNetworkRetries = 0): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", telemetry: false, maxNetworkRetries });
}

/** A session of two lines and shipping: 2 × 19.99 + 9.90 + 5.90 = 55.78 EUR. */
export const aSession = {
  mode: "payment",
  ui_mode: "hosted_page",
  success_url: "http://shop.test/thanks?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://shop.test/cart",
  customer_email: "aino@example.com",
  client_reference_id: "order-1",
  metadata: { orderId: "order-1" },
  payment_intent_data: { metadata: { orderId: "order-1" } },
  line_items: [
    { quantity: 2, price_data: { currency: "eur", unit_amount: 1999, product_data: { name: "Linen apron" } } },
    { quantity: 1, price_data: { currency: "eur", unit_amount: 990, product_data: { name: "Pine tray" } } },
  ],
  shipping_options: [
    {
      shipping_rate_data: {
        type: "fixed_amount",
        display_name: "Posti",
        fixed_amount: { amount: 590, currency: "eur" },
      },
    },
  ],
} satisfies Stripe.Checkout.SessionCreateParams;
