import { newId, type Db } from "@cartwright/db";

import type { Actor } from "#context.ts";

type CustomerActor = Extract<Actor, { type: "customer" }>;
type MemberActor = Extract<Actor, { type: "member" }>;

/** A registered shopper of the organization. */
export async function addCustomer(db: Db, organizationId: string, email?: string): Promise<CustomerActor> {
  const userId = await addUser(db, email);
  const customerId = newId();
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  await db.prisma.customer.create({
    data: { id: customerId, organizationId, userId, email: user.email, name: user.name },
  });
  return { type: "customer", userId, customerId };
}

/** Somebody of the organization's staff. */
export async function addMember(
  db: Db,
  organizationId: string,
  { role, permissions }: Pick<MemberActor, "role" | "permissions">,
): Promise<MemberActor> {
  const userId = await addUser(db);
  await db.prisma.member.create({
    data: { id: newId(), organizationId, userId, role, permissions: [...permissions] },
  });
  return { type: "member", userId, role, permissions };
}

async function addUser(db: Db, email?: string): Promise<string> {
  const id = newId();
  await db.prisma.user.create({ data: { id, email: email ?? `${id}@example.com`, name: "Aino Laine" } });
  return id;
}
