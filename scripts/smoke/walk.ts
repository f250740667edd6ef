import { z } from "zod";

import type { DemoFile } from "../demo/demo-file.ts";
import { apiOf, callSandbox, type CallApi } from "./call-api.ts";
import { callbacksSeen } from "./callbacks-seen.ts";
import { readLive } from "./read-live.ts";
import { waitUntil } from "./wait-until.ts";

const endpoint = z.object({ id: z.string(), secret: z.string() });
const product = z.object({ variants: z.array(z.object({ sku: z.string(), available: z.number() })) });
const placed = z.object({
  data: z.object({
    orderId: z.string(),
    number: z.string(),
    totalAmount: z.number(),
    paymentUrl: z.string().nullish(),
  }),
});
const order = z.object({
  status: z.string(),
  paymentStatus: z.string(),
  refunds: z.array(z.object({ state: z.string(), amount: z.object({ amount: z.string() }) })),
  timeline: z.array(z.object({ event: z.string() })),
});
const cards = z.object({ items: z.array(z.object({ slug: z.string(), available: z.number() })) });
const wholeLife = ["order.created", "order.paid", "order.shipped", "order.delivered"];

/** Walks the main job as an outside system would, printing each step; throws at the first thing that is not as promised. */
export async function walk(demo: DemoFile): Promise<void> {
  const api = apiOf(demo);
  const hook = await api("POST", "/webhooks/register", endpoint, {
    organizationId: demo.organizationId,
    event: "order.*",
    targetUrl: `${demo.sandboxUrl}/webhook`,
  });
  say(`registered a callback for order.*`);
  const live = await readLive(demo);
  try {
    const [first, second] = await pickProducts(api);
    const byCard = await buy(api, "card", [first, second]);
    await payOnHostedPage(demo, byCard);
    const byInvoice = await buy(api, "invoice", [first]);
    await api("POST", `/orders/${byInvoice.orderId}/mark-paid`, z.unknown(), {});
    say(`paid ${byCard.number} on the hosted page and ${byInvoice.number} by invoice`);
    await waitUntil("order.paid on the live stream", () =>
      live.seen.find(({ event, orderId }) => event === "order.paid" && orderId === byCard.orderId),
    );
    await live.reconnect();
    say("dropped the live stream and resumed it where it was");
    for (const { orderId, number } of [byCard, byInvoice]) {
      await waitUntil(`${number} delivered, told by callback`, async () => {
        const events = await callbacksSeen(demo, { secret: hook.secret, orderId });
        return events.includes("order.delivered") ? events : undefined;
      });
      expectSame(`callbacks of ${number}`, await callbacksSeen(demo, { secret: hook.secret, orderId }), wholeLife);
      await waitUntil(`${number} delivered, told live`, () =>
        live.seen.find((seen) => seen.event === "order.delivered" && seen.orderId === orderId),
      );
      expectSame(
        `live events of ${number}`,
        live.seen.filter((seen) => seen.orderId === orderId).map(({ event }) => event),
        wholeLife,
      );
      say(`${number}: created, paid, shipped and delivered, signed and in this order`);
    }
    await cancelOne(demo, { api, hook, slugged: first, live: live.seen });
  } finally {
    live.close();
    await api("DELETE", `/webhooks/${hook.id}`, z.unknown());
  }
  say("everything was as promised");
}

type Pick = { readonly slug: string; readonly sku: string };

async function pickProducts(api: CallApi): Promise<[Pick, Pick]> {
  const { items } = await api("GET", "/products?inStock=true&sort=newest&limit=50", cards);
  const picks: Pick[] = [];
  for (const { slug } of items.filter(({ available }) => available >= 20)) {
    const { variants } = await api("GET", `/products/${slug}`, product);
    const plenty = variants.find(({ available }) => available >= 10);
    if (plenty) picks.push({ slug, sku: plenty.sku });
    const [first, second] = picks;
    if (first && second) return [first, second];
  }
  throw new Error("the shop has no two products with at least ten in stock");
}

interface Placed {
  readonly orderId: string;
  readonly number: string;
  readonly paymentUrl?: string | null | undefined;
}

async function buy(api: CallApi, paymentMethod: "card" | "invoice", picks: readonly Pick[]): Promise<Placed> {
  const { data } = await api("POST", "/orders", placed, {
    email: "smoke@havu.example",
    items: picks.map(({ sku }) => ({ sku, quantity: 1 })),
    paymentMethod,
    shippingAddress: {
      name: "Smoke Walk",
      line1: "Fleminginkatu 1",
      postalCode: "00530",
      city: "Helsinki",
      country: "FI",
      phone: "+358401234567",
    },
  });
  say(
    `ordered ${picks.length} product${picks.length === 1 ? "" : "s"} by ${paymentMethod}: order ${data.number}, ${data.totalAmount.toFixed(2)}`,
  );
  return data;
}

async function payOnHostedPage(demo: DemoFile, { paymentUrl, number }: Placed): Promise<void> {
  if (typeof paymentUrl !== "string") throw new Error(`order ${number} has no page to pay on`);
  await callSandbox(demo, "POST", `${new URL(paymentUrl).pathname}/complete`, { outcome: "approve" });
}

async function cancelOne(
  demo: DemoFile,
  known: {
    api: CallApi;
    hook: z.output<typeof endpoint>;
    slugged: Pick;
    live: readonly { event: string; orderId: string }[];
  },
): Promise<void> {
  const { api, hook, slugged, live } = known;
  const available = async () => {
    const { variants } = await api("GET", `/products/${slugged.slug}`, product);
    return variants.find(({ sku }) => sku === slugged.sku)?.available ?? 0;
  };
  const before = await available();
  const doomed = await buy(api, "card", [slugged]);
  expectSame("stock while ordered", await available(), before - 1);
  await payOnHostedPage(demo, doomed);
  const read = () => api("GET", `/orders/${doomed.orderId}`, order);
  await waitUntil(`${doomed.number} paid`, async () => ((await read()).status === "paid" ? true : undefined));
  await api("POST", `/orders/${doomed.orderId}/cancel`, z.unknown(), { reason: "smoke walk" });
  expectSame("stock after cancelling", await available(), before);
  const refunded = await waitUntil(`refund of ${doomed.number}`, async () => {
    const seen = await read();
    return seen.refunds.some(({ state }) => state === "succeeded") ? seen : undefined;
  });
  expectSame("status", [refunded.status, refunded.paymentStatus], ["cancelled", "refunded"]);
  await waitUntil("order.cancelled by callback", async () =>
    (await callbacksSeen(demo, { secret: hook.secret, orderId: doomed.orderId })).find(
      (event) => event === "order.cancelled",
    ),
  );
  await waitUntil("order.cancelled live", () =>
    live.find(({ event, orderId }) => event === "order.cancelled" && orderId === doomed.orderId),
  );
  say(`cancelled ${doomed.number}: stock back on the shelf, payment refunded, order.cancelled told`);
}

function expectSame(what: string, seen: unknown, promised: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(promised)) {
    throw new Error(`${what}: promised ${JSON.stringify(promised)}, seen ${JSON.stringify(seen)}`);
  }
}

function say(step: string): void {
  console.log(`✔ ${step}`);
}
