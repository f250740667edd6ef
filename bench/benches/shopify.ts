import type { Bench, Measurement } from "../bench.ts";
import { openShopifyRig, type ShopifyRig } from "../shopify-rig.ts";

const products = 1_000;
const orders = 5_000;
const many = 100_000;
/** What Shopify gives a shop of the cheapest plan. */
const realThrottle = { maximumAvailable: 2_000, restoreRate: 100 };

export const shopify: Bench = {
  name: "shopify",
  about: `${orders.toLocaleString("en")} orders and ${products.toLocaleString("en")} products from the sandbox's Shopify into both layers, by a worker process`,
  async open() {
    const rig = await openShopifyRig();
    let round = 0;
    return {
      async run() {
        round += 1;
        const measured = await measureRates(rig);
        return round > 1 ? measured : [...measured, ...(await measureOnce(rig))];
      },
      close: () => rig.close(),
    };
  },
};

/** As fast as the sandbox answers. */
async function measureRates(rig: ShopifyRig): Promise<Measurement[]> {
  const shop = await rig.openShop({ products, orders });
  const worker = await rig.startWorker();
  const pulled = await shop.pull("products", "full");
  const sold = await shop.pull("orders", "full");
  await worker.stop();
  if (pulled.created !== products || sold.created !== orders) throw new Error("not everything was brought over");
  return [
    { metric: "products", value: products / pulled.seconds, unit: "/s", promised: 200 },
    { metric: "orders", value: orders / sold.seconds, unit: "/s", promised: 500 },
  ];
}

/** What takes long, or is either so or not. */
async function measureOnce(rig: ShopifyRig): Promise<Measurement[]> {
  return [...(await measureThrottled(rig)), ...(await measureKilled(rig)), ...(await measureMany(rig))];
}

async function measureThrottled(rig: ShopifyRig): Promise<Measurement[]> {
  const shop = await rig.openShop({ products, orders, throttle: realThrottle });
  const worker = await rig.startWorker();
  const pulled = await shop.pull("products", "full");
  const sold = await shop.pull("orders", "full");
  const changed = 300;
  await shop.change("orders", changed);
  const again = await shop.pull("orders", "incremental");
  await worker.stop();
  if (again.updated < changed) throw new Error("not every change was seen");
  return [
    { metric: "products, real throttle", value: products / pulled.seconds, unit: "/s" },
    { metric: "orders, real throttle", value: orders / sold.seconds, unit: "/s" },
    { metric: `${changed} changed orders by pages, real throttle`, value: again.seconds, unit: "s" },
    {
      metric: "requests refused for lack of points",
      value: await shop.refused(),
      unit: "",
      promised: 0,
      lowerIsBetter: true,
    },
  ];
}

/** Killed with SIGKILL at 40 %: another worker goes on, and the rows are those of a run that was left alone. */
async function measureKilled(rig: ShopifyRig): Promise<Measurement[]> {
  const [left, killed] = [await rig.openShop({ products, orders }), await rig.openShop({ products, orders })];
  const first = await rig.startWorker();
  await left.pull("products", "full");
  await left.pull("orders", "full");
  await killed.pull("products", "full");
  const run = killed.pull("orders", "full");
  await killed.reaches("orders", orders * 0.4);
  const killedAt = performance.now();
  await first.kill();
  const second = await rig.startWorker();
  await run;
  const seconds = (performance.now() - killedAt) / 1_000;
  await second.stop();
  const differ = (await left.digest()) === (await killed.digest()) ? 0 : 1;
  return [
    { metric: "from SIGKILL at 40 % to the end", value: seconds, unit: "s" },
    { metric: "rows differ after SIGKILL", value: differ, unit: "", promised: 0, lowerIsBetter: true },
  ];
}

async function measureMany(rig: ShopifyRig): Promise<Measurement[]> {
  const shop = await rig.openShop({ products: 200, orders: many });
  const worker = await rig.startWorker();
  await shop.pull("products", "full");
  const sold = await shop.pull("orders", "full");
  const peak = worker.peakMiB();
  await worker.stop();
  return [
    { metric: `orders of ${many.toLocaleString("en")}`, value: many / sold.seconds, unit: "/s" },
    {
      metric: `peak memory, ${many.toLocaleString("en")} orders`,
      value: peak,
      unit: "MiB",
      promised: 300,
      lowerIsBetter: true,
    },
  ];
}
