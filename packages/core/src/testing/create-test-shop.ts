import { randomBytes } from "node:crypto";

import pino from "pino";

import { newId, type Db } from "@cartwright/db";
import { createTestDatabase } from "@cartwright/db/testing";

import type { Actor, Ctx, Services, Settings } from "#context.ts";

import { addCustomer, addMember } from "./add-people.ts";
import { addProduct, type NewTestProduct, type TestProduct } from "./add-product.ts";
import { createFakeCarrier, type FakeCarrier } from "./fake-carrier.ts";
import { createFakeMarketplace, type FakeMarketplace } from "./fake-marketplace.ts";
import { createFakeProvider, type FakeProvider } from "./fake-provider.ts";
import { readStock, readEvents, type StockCheck, type WrittenEvent } from "./look-inside.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

export interface TestShopOptions {
  /** A migrated database to set the shop up in; default: one of its own, dropped by `close`. */
  readonly db?: Db;
  /** Default EUR. */
  readonly currency?: string;
  /** VAT contained in prices, in basis points; default 2550. */
  readonly taxRateBps?: number;
  readonly settings?: Partial<Settings>;
  /** Most connections of an own database; default 10. */
  readonly connections?: number;
}

export interface TestShop {
  readonly services: Services;
  /** Acts as the system. */
  readonly ctx: Ctx;
  readonly db: Db;
  readonly clock: TestClock;
  readonly organizationId: string;
  readonly locationId: string;
  /** The provider behind payment method `card`. */
  readonly stripe: FakeProvider;
  readonly invoice: FakeProvider;
  readonly carrier: FakeCarrier;
  /** The marketplace that stores of the kind `etsy` are at. */
  readonly etsy: FakeMarketplace;
  /** How often a commit woke the relay. */
  readonly wakeUps: () => number;
  readonly as: (actor: Actor) => Ctx;
  readonly guest: () => Ctx;
  readonly customer: (email?: string) => Promise<Ctx>;
  readonly member: (role?: "owner" | "admin" | "staff", permissions?: readonly string[]) => Promise<Ctx>;
  readonly addProduct: (product?: NewTestProduct) => Promise<TestProduct>;
  readonly stock: (variantId: string) => Promise<StockCheck>;
  /** What was written to the outbox, oldest first. */
  readonly events: (type?: string) => Promise<WrittenEvent[]>;
  readonly close: () => Promise<void>;
}

/**
 * A shop on a real Postgres with nothing on its shelf: one organization, one location, shipping methods `post` (4.90, free
 * from 80.00), `express` (12.90, Finland only) and `point` (3.90, to a pickup point in Finland), and providers in memory. Several may share one database.
 */
export async function createTestShop(options: TestShopOptions = {}): Promise<TestShop> {
  const database = options.db ? null : await createTestDatabase({ max: options.connections ?? 10 });
  const db = options.db ?? database?.db;
  if (!db) throw new Error("no database");
  const clock = createTestClock();
  const world = {
    stripe: createFakeProvider("stripe"),
    invoice: createFakeProvider("invoice", { hostedPage: false }),
    carrier: createFakeCarrier("sandbox"),
    etsy: createFakeMarketplace("etsy"),
  };
  let woken = 0;
  const services = assembleServices({ db, clock, world, settings: options.settings, wake: () => (woken += 1) });
  const currency = options.currency ?? "EUR";
  const { organizationId, locationId } = await openShop(db, { currency, taxRateBps: options.taxRateBps ?? 2550 });
  const as = (actor: Actor): Ctx => ({ ...services, organizationId, actor, requestId: newId() });
  return {
    services,
    db,
    clock,
    organizationId,
    locationId,
    ...world,
    ctx: as({ type: "system", name: "test" }),
    wakeUps: () => woken,
    as,
    guest: () => as({ type: "guest" }),
    customer: async (email) => as(await addCustomer(db, organizationId, email)),
    member: async (role = "owner", permissions = []) => as(await addMember(db, organizationId, { role, permissions })),
    addProduct: (product) => addProduct(db, { organizationId, locationId, currency, now: clock.now }, product),
    stock: (variantId) => readStock(db, variantId),
    events: (type) => readEvents(db, organizationId, type),
    close: () => database?.drop() ?? Promise.resolve(),
  };
}

interface Assembly {
  readonly db: Db;
  readonly clock: TestClock;
  readonly world: { stripe: FakeProvider; invoice: FakeProvider; carrier: FakeCarrier; etsy: FakeMarketplace };
  readonly settings: Partial<Settings> | undefined;
  readonly wake: () => void;
}

function assembleServices({ db, clock, world, settings, wake }: Assembly): Services {
  return {
    db,
    log: pino({ level: "silent" }),
    now: clock.now,
    payments: { stripe: world.stripe, invoice: world.invoice },
    carriers: { sandbox: world.carrier },
    marketplaces: { etsy: world.etsy },
    wakeRelay: wake,
    settings: {
      webUrl: "https://shop.test",
      holdMs: 15 * 60_000,
      encryptionKey: randomBytes(32),
      allowPrivateCallbacks: true,
      sandboxCarrier: true,
      ...settings,
    },
  };
}

const address = { name: "Havu", line1: "Merikatu 1", postalCode: "00140", city: "Helsinki", country: "FI" };

async function openShop(db: Db, { currency, taxRateBps }: { currency: string; taxRateBps: number }) {
  const organizationId = newId();
  const locationId = newId();
  await db.prisma.organization.create({
    data: { id: organizationId, slug: `shop-${organizationId}`, name: "Havu", currency, taxRateBps },
  });
  await db.prisma.location.create({
    data: { id: locationId, organizationId, name: "Helsinki", isDefault: true, address },
  });
  const method = { organizationId, currency, carrier: "sandbox" };
  const point = { pickup: true, service: "POINT", countries: ["FI"], position: 2 };
  await db.prisma.shippingMethod.createMany({
    data: [
      { ...method, id: newId(), code: "post", title: "Post", priceMinor: 490n, freeOverMinor: 8000n, countries: [] },
      { ...method, ...point, id: newId(), code: "point", title: "Pickup point", priceMinor: 390n },
      { ...method, id: newId(), code: "express", title: "Express", priceMinor: 1290n, countries: ["FI"], position: 1 },
    ],
  });
  return { organizationId, locationId };
}
