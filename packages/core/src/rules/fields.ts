/** What conditions can ask about, in the words of a merchant. */
export interface Field {
  readonly label: string;
  readonly kind: "text" | "number" | "yes_no" | "list" | "choice";
  /** What has to be looked up for it. */
  readonly from: "event" | "order" | "customer" | "product";
  /** For a choice: what it can be. */
  readonly choices?: readonly string[];
}

const orderStates = ["pending", "paid", "shipped", "delivered", "cancelled"];

export const fields = {
  "event.type": { label: "Event", kind: "text", from: "event" },
  "event.reason": { label: "Reason given", kind: "text", from: "event" },
  "event.carrier": { label: "Carrier", kind: "text", from: "event" },
  "event.parcelStatus": { label: "Parcel's status", kind: "text", from: "event" },
  "event.refund": { label: "Refunded amount", kind: "number", from: "event" },
  "event.factKey": { label: "Changed fact", kind: "text", from: "event" },
  "order.total": { label: "Order total", kind: "number", from: "order" },
  "order.currency": { label: "Order currency", kind: "text", from: "order" },
  "order.status": { label: "Order status", kind: "choice", from: "order", choices: orderStates },
  "order.paymentStatus": {
    label: "Payment status",
    kind: "choice",
    from: "order",
    choices: ["pending", "authorized", "paid", "partially_refunded", "refunded", "failed", "voided"],
  },
  "order.paymentMethod": { label: "Payment method", kind: "text", from: "order" },
  "order.shippingMethod": { label: "Shipping method", kind: "text", from: "order" },
  "order.channel": { label: "Channel", kind: "text", from: "order" },
  "order.country": { label: "Delivery country", kind: "text", from: "order" },
  "order.units": { label: "Units in the order", kind: "number", from: "order" },
  "order.skus": { label: "SKUs in the order", kind: "list", from: "order" },
  "order.tags": { label: "Order tags", kind: "list", from: "order" },
  "order.held": { label: "Order is on hold", kind: "yes_no", from: "order" },
  "order.ageHours": { label: "Hours since the order", kind: "number", from: "order" },
  "order.email": { label: "Order's e-mail", kind: "text", from: "order" },
  "customer.orders": { label: "Customer's orders", kind: "number", from: "customer" },
  "customer.spent": { label: "Customer has paid in total", kind: "number", from: "customer" },
  "customer.email": { label: "Customer's e-mail", kind: "text", from: "customer" },
  "customer.registered": { label: "Customer has an account", kind: "yes_no", from: "customer" },
  "customer.ageDays": { label: "Days since the customer's first visit", kind: "number", from: "customer" },
  "product.title": { label: "Product title", kind: "text", from: "product" },
  "product.status": {
    label: "Product status",
    kind: "choice",
    from: "product",
    choices: ["draft", "active", "archived"],
  },
  "product.available": { label: "Units available", kind: "number", from: "product" },
  "product.reserved": { label: "Units reserved", kind: "number", from: "product" },
  "product.collections": { label: "Product's collections", kind: "list", from: "product" },
  "product.sku": { label: "SKU", kind: "text", from: "product" },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as [FieldName, ...FieldName[]];
