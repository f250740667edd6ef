import type { Prisma } from "../generated/client.ts";

/** Fixed, so that a demo that is seeded anew keeps its addresses. */
export const organizationId = "0199f000-0000-7000-8000-000000000001";
export const locationId = "0199f000-0000-7000-8000-000000000002";

const nordics = ["FI", "SE", "NO", "DK", "EE"];
const union = "AT BE BG CY CZ DE ES FR GR HR HU IE IT LT LU LV MT NL PL PT RO SI SK".split(" ");

/** Havu itself, its one shelf, and how it ships. */
export async function writeOrganization(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  await tx.organization.create({
    data: {
      id: organizationId,
      slug: "havu",
      name: "Havu",
      currency: "EUR",
      timeZone: "Europe/Helsinki",
      createdAt: now,
    },
  });
  await tx.location.create({ data: { id: locationId, organizationId, name: "Helsinki", isDefault: true, address } });
  await tx.shippingMethod.createMany({
    data: shippingMethods.map((method, position) => ({ ...method, organizationId, position, currency: "EUR" })),
  });
}

/** Where Havu's parcels leave from. */
const address = {
  name: "Havu",
  line1: "Merikatu 1",
  postalCode: "00140",
  city: "Helsinki",
  country: "FI",
  phone: "+358942560000",
};

const shippingMethods = [
  {
    id: "0199f000-0000-7000-8000-000000000011",
    code: "posti-locker",
    title: "Posti parcel locker",
    description: "To a locker or post office that you choose, 1–2 working days",
    carrier: "posti",
    service: "PO2103",
    pickup: true,
    priceMinor: 490n,
    freeOverMinor: 8000n,
    countries: ["FI"],
  },
  {
    id: "0199f000-0000-7000-8000-000000000012",
    code: "matkahuolto-pickup",
    title: "Matkahuolto pickup point",
    description: "To a shop or kiosk that you choose, 1–3 working days",
    carrier: "matkahuolto",
    service: "80",
    pickup: true,
    priceMinor: 450n,
    freeOverMinor: 8000n,
    countries: ["FI"],
  },
  {
    id: "0199f000-0000-7000-8000-000000000013",
    code: "posti-home",
    title: "Posti home delivery",
    description: "To your door in the evening, 2–3 working days",
    carrier: "posti",
    service: "PO2104",
    pickup: false,
    priceMinor: 990n,
    freeOverMinor: null,
    countries: ["FI"],
  },
  {
    id: "0199f000-0000-7000-8000-000000000014",
    code: "posti-nordic",
    title: "Posti to the Nordics and Estonia",
    description: "To a pickup point, 3–5 working days",
    carrier: "posti",
    service: "PO2711",
    pickup: true,
    priceMinor: 1290n,
    freeOverMinor: 15000n,
    countries: nordics.slice(1),
  },
  {
    id: "0199f000-0000-7000-8000-000000000015",
    code: "posti-europe",
    title: "Posti to Europe",
    description: "To your door, 5–8 working days",
    carrier: "posti",
    service: "PO2015",
    pickup: false,
    priceMinor: 1690n,
    freeOverMinor: null,
    countries: union,
  },
];
