import type { Db } from "../client.ts";
import { renderPictures } from "./render-pictures.ts";
import { writeCatalogue } from "./write-catalogue.ts";
import { writeOrders } from "./write-orders.ts";
import { organizationId, writeOrganization } from "./write-organization.ts";
import { writePeople, writeSecrets } from "./write-people.ts";
import { writeRules } from "./write-rules.ts";

export interface SeedOptions {
  /** Sign-in of the owner, the staff member and the customers. */
  readonly adminPassword: string;
  readonly customerPassword: string;
  /** A key with every scope, as `cw_…`. */
  readonly apiKey: string;
  /** Until when the past reaches; orders lie in the 90 days before. Default: now. */
  readonly now?: Date;
  /** `lists` (default): pictures that product lists show are rendered now; `none`: all when somebody asks. */
  readonly pictures?: "lists" | "none";
  /** Hears how far it is, e.g. "pictures 40 of 61". */
  readonly onProgress?: (message: string) => void;
}

export interface SeededShop {
  readonly organizationId: string;
  readonly admin: { readonly id: string; readonly email: string };
  readonly customer: { readonly id: string; readonly email: string };
  /** False when the shop was there already: then only passwords and key were renewed. */
  readonly created: boolean;
}

/**
 * Makes the demo shop Havu: catalogue, stock, people, 60 orders over the last 90 days, and a rule that tells of low stock. Repeating it changes nothing but
 * the secrets, which follow the options.
 */
export async function seedDemo(db: Db, options: SeedOptions): Promise<SeededShop> {
  const { now = new Date(), onProgress = () => undefined } = options;
  const present = await db.prisma.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!present) {
    await db.prisma.$transaction(
      async (tx) => {
        await writeOrganization(tx, now);
        const people = await writePeople(tx, now);
        onProgress("catalogue");
        const variants = await writeCatalogue(tx, now);
        onProgress("orders");
        await writeOrders(tx, { now, variants, customers: people.customers });
        await writeRules(tx, now);
      },
      { timeout: 120_000, maxWait: 10_000 },
    );
  }
  const { admin, customer } = await writeSecrets(db, options);
  if (options.pictures !== "none") await renderPictures(db, onProgress);
  return { organizationId, admin, customer, created: !present };
}
