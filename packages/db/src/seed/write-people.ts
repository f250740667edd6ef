import { createHash } from "node:crypto";

import { hash } from "@node-rs/argon2";

import type { Db } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import type { SeededShop, SeedOptions } from "./seed-demo.ts";
import { organizationId } from "./write-organization.ts";

export interface DemoCustomer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly phone: string;
  readonly address: { line1: string; postalCode: string; city: string; country: string };
}

const owner = { id: "0199f000-0000-7000-8000-000000000101", email: "owner@havu.example", name: "Aino Havukoski" };
const staff = { id: "0199f000-0000-7000-8000-000000000102", email: "staff@havu.example", name: "Onni Lehto" };

const customers: readonly (DemoCustomer & { readonly userId: string })[] = [
  {
    id: "0199f000-0000-7000-8000-000000000201",
    userId: "0199f000-0000-7000-8000-000000000111",
    email: "helmi@havu.example",
    name: "Helmi Saarinen",
    phone: "+358401234501",
    address: { line1: "Fleminginkatu 12 B 34", postalCode: "00530", city: "Helsinki", country: "FI" },
  },
  {
    id: "0199f000-0000-7000-8000-000000000202",
    userId: "0199f000-0000-7000-8000-000000000112",
    email: "eero@havu.example",
    name: "Eero Mäkinen",
    phone: "+358401234502",
    address: { line1: "Hämeenkatu 21", postalCode: "33200", city: "Tampere", country: "FI" },
  },
  {
    id: "0199f000-0000-7000-8000-000000000203",
    userId: "0199f000-0000-7000-8000-000000000113",
    email: "linnea@havu.example",
    name: "Linnea Åberg",
    phone: "+46701234503",
    address: { line1: "Götgatan 45", postalCode: "116 21", city: "Stockholm", country: "SE" },
  },
];

const staffPermissions = [
  "orders:read",
  "orders:write",
  "products:read",
  "products:write",
  "inventory:write",
  "stores:read",
];
const apiKeyId = "0199f000-0000-7000-8000-000000000301";

/** The owner, a staff member and three customers, without passwords. */
export async function writePeople(
  tx: Prisma.TransactionClient,
  now: Date,
): Promise<{ customers: readonly DemoCustomer[] }> {
  const users = [owner, staff, ...customers.map(({ userId, email, name }) => ({ id: userId, email, name }))];
  await tx.user.createMany({
    data: users.map((user) => ({ ...user, createdAt: now, emailVerifiedAt: now })),
    skipDuplicates: true,
  });
  await tx.member.createMany({
    data: [
      { id: owner.id, organizationId, userId: owner.id, role: "owner", permissions: [] },
      { id: staff.id, organizationId, userId: staff.id, role: "staff", permissions: staffPermissions },
    ],
  });
  await tx.customer.createMany({
    data: customers.map(({ address: _, ...customer }) => ({ ...customer, organizationId, createdAt: now })),
  });
  return { customers };
}

/** Sets the demo's passwords and API key to what the options say. */
export async function writeSecrets(db: Db, options: SeedOptions): Promise<Pick<SeededShop, "admin" | "customer">> {
  const [memberHash, customerHash] = await Promise.all([hash(options.adminPassword), hash(options.customerPassword)]);
  const prefix = options.apiKey.slice(0, 10);
  const key = { hash: createHash("sha256").update(options.apiKey).digest(), prefix, name: "Demo", scopes: ["*"] };
  await db.prisma.$transaction([
    db.prisma.user.updateMany({ where: { id: { in: [owner.id, staff.id] } }, data: { passwordHash: memberHash } }),
    db.prisma.user.updateMany({
      where: { id: { in: customers.map(({ userId }) => userId) } },
      data: { passwordHash: customerHash },
    }),
    db.prisma.apiKey.upsert({
      where: { id: apiKeyId },
      create: { id: apiKeyId, organizationId, rateLimitPerMinute: 10_000, ...key },
      update: key,
    }),
  ]);
  const [first] = customers;
  return {
    admin: { id: owner.id, email: owner.email },
    customer: { id: first?.userId ?? "", email: first?.email ?? "" },
  };
}
