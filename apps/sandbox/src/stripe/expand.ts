import { renderCustomer } from "./render-customer.ts";
import { renderPaymentMethod } from "./render-payment-method.ts";
import { renderRefund } from "./render-refund.ts";
import { renderLineItem } from "./render-session.ts";
import { wireCharge, wireIntent } from "./render.ts";
import { invalidRequest } from "./stripe-error.ts";
import type { StripeWorld } from "./stripe-world.ts";

type Wire = Record<string, unknown>;

/** Replaces ids by their objects along each path of `expand`, at most four deep, as Stripe's API does. */
export function expandWire(world: StripeWorld, wire: Wire, paths: readonly string[]): Wire {
  const expanded = structuredClone(wire);
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > 4)
      throw invalidRequest(`You cannot expand more than 4 levels of a property: ${path}`, { param: "expand" });
    expandPath(world, expanded, steps, path);
  }
  return expanded;
}

function expandPath(world: StripeWorld, wire: Wire, [step, ...rest]: string[], path: string): void {
  if (step === undefined) return;
  const value = embed(world, wire, step, path);
  wire[step] = value;
  for (const child of Array.isArray(value) ? value : [value]) {
    if (isWire(child)) expandPath(world, child, rest, path);
  }
}

function embed(world: StripeWorld, wire: Wire, step: string, path: string): unknown {
  const embedded = includable(world, wire, step);
  if (embedded !== undefined) return embedded;
  const value = wire[step];
  if (value === undefined || !expandable.has(step))
    throw invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
  return typeof value === "string" ? lookUp(world, step, value) : value;
}

const expandable = new Set(["payment_intent", "latest_charge", "charge", "customer", "payment_method", "data"]);

function lookUp(world: StripeWorld, step: string, id: string): unknown {
  const { charges, customers, paymentIntents, paymentMethods } = world.records;
  if (step === "payment_intent") return render(paymentIntents.get(id), (intent) => wireIntent(world, intent)) ?? id;
  if (step === "customer") return render(customers.get(id), renderCustomer) ?? id;
  if (step === "payment_method") return render(paymentMethods.get(id), renderPaymentMethod) ?? id;
  return render(charges.get(id), (charge) => wireCharge(world, charge)) ?? id;
}

function render<R>(record: R | undefined, renderer: (record: R) => Wire): Wire | undefined {
  return record === undefined ? undefined : renderer(record);
}

/** Properties that are absent unless asked for. */
function includable(world: StripeWorld, wire: Wire, step: string): Wire | undefined {
  const id = typeof wire.id === "string" ? wire.id : "";
  if (step === "line_items") {
    const session = world.records.sessions.get(id);
    if (session === undefined) return undefined;
    const data = session.lineItems.slice(0, 10).map((line) => renderLineItem(line, session.created));
    return {
      object: "list",
      data,
      has_more: session.lineItems.length > 10,
      url: `/v1/checkout/sessions/${id}/line_items`,
    };
  }
  if (step === "refunds" && wire.object === "charge") {
    const data = world.records.refunds
      .newestFirst()
      .filter((refund) => refund.charge === id)
      .map(renderRefund);
    return { object: "list", data, has_more: false, url: `/v1/charges/${id}/refunds` };
  }
  return undefined;
}

function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
