/** What happens to an order that is nobody's business but the staff's: shoppers read nothing of it, live or in its timeline. */
export const staffOnlyEvents: ReadonlySet<string> = new Set([
  "order.held",
  "order.released",
  "order.tagged",
  "order.untagged",
]);
