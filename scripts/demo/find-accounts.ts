import { Client } from "pg";
import { z } from "zod";

const row = z.object({
  organization_id: z.string(),
  admin_id: z.string(),
  admin_email: z.string(),
  customer_id: z.string(),
  customer_email: z.string(),
});

export interface DemoAccounts {
  organizationId: string;
  admin: { id: string; email: string };
  customer: { id: string; email: string };
}

/** The oldest shop, its owner, and its first customer with an account: whom the seed made to sign in with. */
export async function findAccounts(connectionString: string): Promise<DemoAccounts> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(query);
    const found = row.safeParse(rows[0]);
    if (!found.success) throw new Error("The database has no shop with an owner and a customer: run pnpm db:seed.");
    const { organization_id, admin_id, admin_email, customer_id, customer_email } = found.data;
    return {
      organizationId: organization_id,
      admin: { id: admin_id, email: admin_email },
      customer: { id: customer_id, email: customer_email },
    };
  } finally {
    await client.end();
  }
}

const query = `
  select o.id as organization_id, owner.id as admin_id, owner.email as admin_email,
         shopper.id as customer_id, shopper.email as customer_email
  from organizations o
  join members m on m.organization_id = o.id and m.role = 'owner'
  join users owner on owner.id = m.user_id
  join customers c on c.organization_id = o.id
  join users shopper on shopper.id = c.user_id and shopper.password_hash is not null
  order by o.created_at, o.id, m.id, c.id
  limit 1`;
