import type { RuleDefinitionInput } from "./definition.ts";

/** A rule to start from. */
export interface RuleTemplate {
  readonly slug: string;
  readonly name: string;
  /** What it does and when it is worth having, in a sentence. */
  readonly about: string;
  readonly definition: RuleDefinitionInput;
}

const hour = 60;
const day = 24 * hour;

/** Twelve rules that many shops want. Each has a test that it does what its words say. */
export const ruleTemplates: readonly RuleTemplate[] = [
  {
    slug: "low-stock",
    name: "Low stock: tell the admins",
    about:
      "When fewer of something are left than its threshold, everybody in the admin sees it at once, and every admin gets a mail.",
    definition: {
      when: { kind: "event", event: "inventory.low_stock" },
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
    },
  },
  {
    slug: "sold-out",
    name: "Sold out: tell the admins",
    about: "When the last one is sold, everybody in the admin sees it at once.",
    definition: {
      when: { kind: "event", event: "inventory.changed" },
      conditions: [{ of: "field", field: "product.available", is: "at_most", value: 0 }],
      actions: [{ do: "alert", level: "warning", text: "{product.title} ({product.sku}) is sold out." }],
    },
  },
  {
    slug: "high-value-hold",
    name: "Large orders: hold for a look",
    about: "An order of 500 or more waits until somebody has looked at it and releases it.",
    definition: {
      when: { kind: "event", event: "order.created" },
      conditions: [{ of: "field", field: "order.total", is: "at_least", value: 500 }],
      actions: [
        { do: "hold_order", reason: "Large order: look at it first" },
        { do: "tag_order", tag: "large" },
        { do: "alert", level: "info", text: "Order #{order.number} of {order.total} {order.currency} is on hold." },
      ],
    },
  },
  {
    slug: "vip",
    name: "Regulars: tag as VIP",
    about: "From the fifth order on a customer's orders bear the tag “vip”.",
    definition: {
      when: { kind: "event", event: "order.created" },
      conditions: [{ of: "field", field: "customer.orders", is: "at_least", value: 5 }],
      actions: [
        { do: "tag_order", tag: "vip" },
        { do: "set_fact", key: "customer:{customer}:tier", value: "vip" },
      ],
    },
  },
  {
    slug: "unpaid-cancel",
    name: "Not paid in 48 hours: cancel",
    about:
      "An order that is still not paid two days after it was placed is cancelled, and its stock goes back on sale.",
    definition: {
      when: {
        kind: "absence",
        event: "order.created",
        unless: ["order.paid", "order.cancelled"],
        about: "same",
        minutes: 2 * day,
      },
      conditions: [{ of: "field", field: "order.status", is: "is", value: "pending" }],
      actions: [{ do: "cancel_order", reason: "Not paid within 48 hours" }],
    },
  },
  {
    slug: "unpaid-remind",
    name: "Not paid in a day: remind",
    about: "A customer who has not paid a day after ordering gets one friendly mail.",
    definition: {
      when: {
        kind: "absence",
        event: "order.created",
        unless: ["order.paid", "order.cancelled"],
        about: "same",
        minutes: day,
      },
      conditions: [{ of: "field", field: "order.status", is: "is", value: "pending" }],
      actions: [
        {
          do: "mail",
          to: "customer",
          subject: "Your order #{order.number} waits for its payment",
          text: "Hello {customer.name},\n\nyour order #{order.number} of {order.total} {order.currency} is not paid yet. We keep it for you for another day.",
        },
      ],
    },
  },
  {
    slug: "late-shipment",
    name: "Paid and not shipped in three days: tell us",
    about:
      "An order that was paid three days ago and has not left is tagged “late”, and everybody in the admin sees it.",
    definition: {
      when: {
        kind: "absence",
        event: "order.paid",
        unless: ["order.shipped", "order.cancelled"],
        about: "same",
        minutes: 3 * day,
      },
      actions: [
        { do: "tag_order", tag: "late" },
        { do: "alert", level: "warning", text: "Order #{order.number} was paid three days ago and has not left." },
      ],
    },
  },
  {
    slug: "many-cancellations",
    name: "Many cancellations: hold the next order",
    about: "When a customer has cancelled three orders within 30 days, the next one waits for a look.",
    definition: {
      when: { kind: "event", event: "order.created" },
      conditions: [
        { of: "count", event: "order.cancelled", about: "customer", minutes: 30 * day, is: "at_least", value: 3 },
      ],
      actions: [{ do: "hold_order", reason: "This customer cancelled three orders in 30 days" }],
    },
  },
  {
    slug: "big-refund",
    name: "Large refunds: tell the admins",
    about: "A refund of 100 or more is mailed to every admin.",
    definition: {
      when: { kind: "event", event: "order.refunded" },
      conditions: [{ of: "field", field: "event.refund", is: "at_least", value: 100 }],
      actions: [
        {
          do: "mail",
          to: "admins",
          subject: "{event.refund} {order.currency} refunded on order #{order.number}",
          text: "Reason given: {event.reason}\n\n{order.link}",
        },
      ],
    },
  },
  {
    slug: "abroad",
    name: "Orders from abroad: tag",
    about: "Orders that leave the country bear the tag “abroad”, so that customs papers are not forgotten.",
    definition: {
      when: { kind: "event", event: "order.created" },
      conditions: [
        { of: "field", field: "order.country", is: "known" },
        { of: "field", field: "order.country", is: "is_not", value: "FI" },
      ],
      actions: [{ do: "tag_order", tag: "abroad" }],
    },
  },
  {
    slug: "sync-failed",
    name: "A sync failed twice: tell the admins",
    about: "When syncs have failed twice within an hour, everybody in the admin sees it.",
    definition: {
      when: { kind: "event", event: "sync.failed" },
      conditions: [{ of: "count", event: "sync.failed", about: "shop", minutes: hour, is: "at_least", value: 2 }],
      actions: [{ do: "alert", level: "warning", text: "Syncs have failed twice within an hour. Look under Jobs." }],
    },
  },
  {
    slug: "quiet-day",
    name: "No order since yesterday: tell us",
    about: "Every morning at nine: when there was no order for 24 hours, everybody in the admin sees it.",
    definition: {
      when: { kind: "schedule", cron: "0 9 * * *" },
      conditions: [{ of: "count", event: "order.created", about: "shop", minutes: day, is: "at_most", value: 0 }],
      actions: [
        { do: "alert", level: "warning", text: "There was no order in the last 24 hours. Is the checkout well?" },
      ],
    },
  },
];
