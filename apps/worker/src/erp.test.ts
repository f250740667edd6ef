import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { recordInvoicePayment } from "@cartwright/core/payments/record-invoice-payment";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { addOrder } from "@cartwright/core/testing/add-order";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";
import { acceptWebhook } from "@cartwright/core/webhooks/accept-webhook";
import { findSource } from "@cartwright/core/webhooks/find-source";
import { listInbox } from "@cartwright/core/webhooks/list-inbox";
import { type SandboxProcess, startSandbox } from "@cartwright/integrations/testing";

import { readEnv } from "./env.ts";
import { openWorkerServices, type WorkerServices } from "./services.ts";

let database: TestDatabase;
let shop: TestShop;
let door: Server;
let sandbox: SandboxProcess;
let env: NodeJS.ProcessEnv;
let opened: WorkerServices;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await createTestShop({ db: database.db });
  door = createServer((request, response) => {
    void takeWebhook(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const webUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ webUrl });
  const { slug } = await shop.db.prisma.organization.findUniqueOrThrow({ where: { id: shop.organizationId } });
  env = {
    DATABASE_URL: database.url,
    WEB_URL: webUrl,
    STORE_SLUG: slug,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
    ERP_API_BASE: sandbox.url,
    ERP_API_KEY: "erp_test_key",
    ERP_WEBHOOK_SECRET: "sandbox_erp_secret",
  };
  opened = openWorkerServices(readEnv(env));
});

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await sandbox.stop();
  door.close();
  await opened.close();
  await shop.close();
  await database.drop();
});

/** The web process's part: checks and keeps what the ERP sends. */
async function takeWebhook(request: IncomingMessage): Promise<{ duplicate: boolean }> {
  const from = findSource(opened.services, "erp");
  if (request.url !== "/api/webhooks/erp" || !from) throw new Error(`nobody takes ${request.url}`);
  const rawBody = await buffer(request);
  const headers = new Headers(request.headers as Record<string, string>);
  const { organizationId } = shop;
  const { signal } = new AbortController();
  return acceptWebhook(opened.services, from, {
    source: "erp",
    organizationId,
    rawBody,
    headers,
    requestId: "webhook-1",
    signal,
  });
}

function startWorker(): ChildProcess {
  const script = fileURLToPath(new URL("main.ts", import.meta.url));
  const worker = spawn(process.execPath, [script], { env, stdio: ["ignore", "inherit", "inherit"] });
  workers.push(worker);
  return worker;
}

interface ErpAnswer {
  readonly items: readonly { readonly id: string; readonly struck: number; readonly target: string }[];
}

async function atErp(method: string, path: string, body?: object): Promise<ErpAnswer> {
  const headers = { authorization: "Bearer erp_test_key" };
  const response = await fetch(sandbox.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return (await response.json()) as ErpAnswer;
}

const patient = { timeout: 60_000, interval: 50 };

test(
  "the whole example: stock is pulled, a paid order reaches the ERP once through its failures and our crash, what it tells is applied",
  { timeout: 180_000 },
  async () => {
    const { sku, variantId } = await shop.addProduct({ stock: 4 });
    const onHand = async () => (await shop.stock(variantId)).onHand;
    await atErp("PUT", "/erp/stock", {
      items: [
        { sku, onHand: 40 },
        { sku: "NOT-SOLD-HERE", onHand: 1 },
      ],
    });
    // More than one attempt's tries: the second attempt belongs to another worker.
    await sandbox.fault({ target: "erp", kind: "status", status: 500, times: 4, pathPattern: "POST /erp/orders" });
    const order = await addOrder(shop, { variantId, quantity: 3, provider: "invoice" });
    await recordInvoicePayment(shop.ctx, order);

    const first = startWorker();
    await vi.waitFor(async () => expect(await onHand()).toBe(40), patient);
    await vi.waitFor(async () => expect((await atErp("GET", "/faults")).items).toMatchObject([{ struck: 3 }]), patient);
    first.kill("SIGKILL");
    expect((await atErp("GET", "/erp/orders")).items).toEqual([]);

    startWorker();
    const taken = await vi.waitFor(async () => {
      const { items } = await atErp("GET", `/erp/orders?reference=${order.orderId}`);
      expect(items).toMatchObject([{ lines: [{ quantity: 3 }] }]);
      return items[0]?.id ?? "";
    }, patient);

    await atErp("PUT", "/erp/stock", { items: [{ sku, onHand: 25 }], notify: true });
    await vi.waitFor(async () => expect(await onHand()).toBe(25), patient);
    const parcel = { trackingNumber: "TRACK-1", carrier: "posti" };
    for (let n = 0; n < 2; n += 1) await atErp("POST", `/erp/orders/${taken}/ship`, parcel);
    const shipped = async () =>
      shop.db.prisma.order.findUniqueOrThrow({ where: { id: order.orderId }, include: { shipments: true } });
    await vi.waitFor(async () => expect(await shipped()).toMatchObject({ status: "shipped" }), patient);
    expect((await shipped()).shipments).toMatchObject([parcel]);

    const settled = async () => (await listInbox(shop.ctx)).items.map(({ topic, state }) => [topic, state]);
    await vi.waitFor(
      async () =>
        expect(await settled()).toEqual([
          ["order.shipped", "processed"],
          ["inventory.updated", "processed"],
        ]),
      patient,
    );
    expect((await atErp("GET", "/erp/orders")).items).toHaveLength(1);
  },
);
