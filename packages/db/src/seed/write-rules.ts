import type { Prisma } from "../generated/client.ts";
import { newId } from "../ids.ts";
import { organizationId } from "./write-organization.ts";

/** What the demo shop does by itself from the first day: core's template `low-stock`, word for word. */
const lowStock = {
  name: "Low stock: tell the admins",
  definition: {
    when: { kind: "event", event: "inventory.low_stock" },
    match: "all",
    conditions: [],
    actions: [
      {
        do: "alert",
        level: "warning",
        text: "{product.title} ({product.sku}) is running low: {product.available} left.",
      },
      {
        do: "mail",
        to: "admins",
        subject: "{product.title} is running low",
        text: "{product.available} of {product.title} ({product.sku}) are left to sell.\n\nYou get this mail because of the rule “{rule.name}”.",
      },
    ],
    last: false,
  },
};

/** Writes the rule that tells of low stock, switched on. */
export async function writeRules(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  const { name, definition } = lowStock;
  const id = newId();
  const shared = { organizationId, name, priority: 0, definition, version: 1 };
  await tx.rule.create({ data: { ...shared, id, number: 1, enabled: true, createdAt: now, updatedAt: now } });
  await tx.ruleVersion.create({
    data: { ...shared, ruleId: id, savedByType: "system", savedById: "demo", savedAt: now },
  });
}
