import type { Actor } from "@cartwright/core";
import type { Principal } from "@cartwright/core/organizations/principal";
import { heldBy } from "@cartwright/core/organizations/refuse-unheld";

/** What staff and API keys can be given. Owners and admins have all; a key with `*` too. */
export const permissions = [
  "orders:read",
  "orders:write",
  "orders:refund",
  "products:read",
  "products:write",
  "inventory:write",
  "callbacks:read",
  "callbacks:write",
  "jobs:read",
  "jobs:write",
  "webhooks:read",
  "webhooks:write",
  "stores:read",
  "stores:write",
  "facts:read",
  "facts:write",
  "live:read",
  "events:write",
  "rules:read",
  "rules:write",
  "audit:read",
  "members:read",
  "members:write",
  "keys:read",
  "keys:write",
  "admin",
] as const;

export type Permission = (typeof permissions)[number];

/** Who may call a procedure. Everything else is refused. */
export interface Access {
  /** Without signing in. What a guest can reach then is up to a token in the input. */
  readonly guest: boolean;
  /** As a shopper, for what is the shopper's own. */
  readonly customer: boolean;
  /** What staff and keys must have; null: nothing. */
  readonly need: Permission | null;
}

const everyone: Access = { guest: true, customer: true, need: null };
const users: Access = { guest: false, customer: true, need: null };
const staff = (need: Permission): Access => ({ guest: false, customer: false, need });
const customersAnd = (need: Permission): Access => ({ guest: false, customer: true, need });
const guestsAnd = (need: Permission): Access => ({ guest: true, customer: true, need });

/** Every procedure and who may call it. One that is missing here is refused to everybody. */
export const procedureAccess: Readonly<Record<string, Access>> = {
  "catalog.list": everyone,
  "catalog.product": everyone,
  "catalog.collections": everyone,
  "catalog.collection": everyone,
  "cart.create": everyone,
  "cart.get": everyone,
  "cart.addLine": everyone,
  "cart.changeLine": everyone,
  "cart.removeLine": everyone,
  "cart.setDetails": everyone,
  "cart.acceptPrices": everyone,
  "cart.shippingMethods": everyone,
  "cart.pickupPoints": everyone,
  "checkout.pay": everyone,
  "orders.create": customersAnd("orders:write"),
  "orders.list": customersAnd("orders:read"),
  "orders.mine": users,
  "orders.get": guestsAnd("orders:read"),
  "orders.syncPayment": guestsAnd("orders:read"),
  "orders.retryPayment": guestsAnd("orders:write"),
  "account.register": everyone,
  // The link in the input decides.
  "account.confirm": everyone,
  "account.askReset": everyone,
  "account.reset": everyone,
  "account.confirmEmail": everyone,
  "account.readInvitation": everyone,
  "account.acceptInvitation": everyone,
  "account.leave": users,
  "account.security": users,
  "account.askVerify": users,
  "account.changeEmail": users,
  "account.changePassword": users,
  "account.removeIdentity": users,
  "account.delete": users,
  "account.secondFactor.begin": users,
  "account.secondFactor.confirm": users,
  "account.secondFactor.renewCodes": users,
  "account.secondFactor.remove": users,
  "account.me": users,
  "account.profile": users,
  "account.updateProfile": users,
  "account.sessions.list": users,
  "account.sessions.end": users,
  "account.sessions.endOthers": users,
  "auth.whoami": everyone,
  "admin.dashboard": staff("orders:read"),
  "admin.outsideServices": staff("jobs:read"),
  "admin.orders.list": staff("orders:read"),
  "admin.orders.get": staff("orders:read"),
  "admin.orders.cancel": staff("orders:write"),
  "admin.orders.cancelRest": staff("orders:write"),
  "admin.orders.ship": staff("orders:write"),
  "admin.orders.refund": staff("orders:refund"),
  "admin.orders.markPaid": staff("orders:write"),
  "admin.orders.simulateDelivery": staff("admin"),
  "admin.labels.options": staff("orders:read"),
  "admin.labels.buy": staff("orders:write"),
  "admin.labels.buyReturn": staff("orders:write"),
  "admin.labels.file": staff("orders:read"),
  "admin.labels.cancel": staff("orders:write"),
  "admin.labels.release": staff("orders:write"),
  "admin.carriers.list": staff("orders:read"),
  "admin.carriers.setSender": staff("admin"),
  "admin.orders.hold": staff("orders:write"),
  "admin.orders.release": staff("orders:write"),
  "admin.orders.tag": staff("orders:write"),
  "admin.orders.untag": staff("orders:write"),
  "admin.orders.tags": staff("orders:read"),
  "admin.products.list": staff("products:read"),
  "admin.products.get": staff("products:read"),
  "admin.products.create": staff("products:write"),
  "admin.products.update": staff("products:write"),
  "admin.products.uploadPicture": staff("products:write"),
  "admin.products.publish": staff("products:write"),
  "admin.products.archive": staff("products:write"),
  "admin.products.delete": staff("products:write"),
  "admin.variants.adjustStock": staff("inventory:write"),
  "admin.stock.low": staff("products:read"),
  "admin.channels.attention": staff("orders:read"),
  "admin.channels.shortfalls": staff("orders:read"),
  "admin.channels.allocate": staff("orders:write"),
  "admin.channels.drop": staff("orders:write"),
  "admin.channels.map": staff("orders:write"),
  "admin.channels.dismiss": staff("orders:write"),
  "admin.channels.refusedListings": staff("stores:read"),
  "admin.channels.stock": staff("stores:read"),
  "admin.callbacks.list": staff("callbacks:read"),
  "admin.callbacks.get": staff("callbacks:read"),
  "admin.callbacks.change": staff("callbacks:write"),
  "admin.callbacks.pause": staff("callbacks:write"),
  "admin.callbacks.rotateSecret": staff("callbacks:write"),
  "admin.callbacks.failures": staff("callbacks:read"),
  "admin.callbacks.countReplay": staff("callbacks:read"),
  "admin.callbacks.startReplay": staff("callbacks:write"),
  "admin.callbacks.replays": staff("callbacks:read"),
  "admin.callbacks.stopReplay": staff("callbacks:write"),
  "admin.callbacks.register": staff("callbacks:write"),
  "admin.callbacks.remove": staff("callbacks:write"),
  "admin.callbacks.enable": staff("callbacks:write"),
  "admin.callbacks.test": staff("callbacks:write"),
  "admin.callbacks.deliveries": staff("callbacks:read"),
  "admin.callbacks.delivery": staff("callbacks:read"),
  "admin.callbacks.replay": staff("callbacks:write"),
  "admin.jobs.overview": staff("jobs:read"),
  "admin.jobs.statistics": staff("jobs:read"),
  "admin.jobs.list": staff("jobs:read"),
  "admin.jobs.get": staff("jobs:read"),
  "admin.jobs.retry": staff("jobs:write"),
  "admin.jobs.runNow": staff("jobs:write"),
  "admin.jobs.cancel": staff("jobs:write"),
  "admin.jobs.discard": staff("jobs:write"),
  "admin.jobs.changeMatching": staff("jobs:write"),
  "admin.jobs.pauseTask": staff("jobs:write"),
  "admin.jobs.resumeTask": staff("jobs:write"),
  "admin.jobs.deadLetters": staff("jobs:read"),
  "admin.jobs.deadLetterGroups": staff("jobs:read"),
  "admin.jobs.resolve": staff("jobs:write"),
  "admin.jobs.resolveMany": staff("jobs:write"),
  "admin.jobs.subscribers": staff("jobs:read"),
  "admin.jobs.retrySubscriber": staff("jobs:write"),
  "admin.jobs.schedules.list": staff("jobs:read"),
  "admin.jobs.schedules.create": staff("jobs:write"),
  "admin.jobs.schedules.update": staff("jobs:write"),
  "admin.jobs.schedules.remove": staff("jobs:write"),
  "admin.automation.list": staff("rules:read"),
  "admin.automation.get": staff("rules:read"),
  // What a rule does takes the permission to do it by hand, besides.
  "admin.automation.create": staff("rules:write"),
  "admin.automation.update": staff("rules:write"),
  "admin.automation.switch": staff("rules:write"),
  "admin.automation.remove": staff("rules:write"),
  "admin.automation.versions": staff("rules:read"),
  "admin.automation.restore": staff("rules:write"),
  "admin.automation.runs": staff("rules:read"),
  "admin.automation.dryRun": staff("rules:read"),
  "admin.automation.choices": staff("rules:read"),
  "admin.automation.alerts": staff("live:read"),
  "events.emit": staff("events:write"),
  "admin.audit.list": staff("audit:read"),
  "admin.members.list": staff("members:read"),
  "admin.members.invitations": staff("members:read"),
  // Nobody gives or takes what they do not have.
  "admin.members.invite": staff("members:write"),
  "admin.members.resendInvitation": staff("members:write"),
  "admin.members.revokeInvitation": staff("members:write"),
  "admin.members.change": staff("members:write"),
  "admin.members.remove": staff("members:write"),
  "admin.keys.list": staff("keys:read"),
  // Nobody gives a key what they do not have.
  "admin.keys.create": staff("keys:write"),
  "admin.keys.revoke": staff("keys:write"),
  "admin.webhooks.sources": staff("webhooks:read"),
  "admin.webhooks.list": staff("webhooks:read"),
  "admin.webhooks.get": staff("webhooks:read"),
  "admin.webhooks.applyAgain": staff("webhooks:write"),
  "admin.stores.list": staff("stores:read"),
  "admin.stores.get": staff("stores:read"),
  "admin.stores.logs": staff("stores:read"),
  "admin.stores.syncNow": staff("stores:write"),
  "admin.stores.disconnect": staff("stores:write"),
  "stores.register": staff("stores:write"),
  // The sync token in the input decides.
  "stores.importReceipt": everyone,
  "stores.syncStatus": everyone,
  "sync.products": staff("stores:write"),
  "sync.orders": staff("stores:write"),
  "sync.status": staff("stores:read"),
  "sync.cancel": staff("stores:write"),
  "sync.pause": staff("stores:write"),
  "sync.resume": staff("stores:write"),
  "sync.feeds": staff("stores:read"),
  "sync.list": staff("stores:read"),
  "sync.all": staff("stores:read"),
  "sync.failedItems": staff("stores:read"),
  "admin.shopify.integrations": staff("stores:read"),
  "admin.shopify.connect": staff("stores:write"),
  "admin.shopify.check": staff("stores:write"),
  // What was collected about a customer is for whoever may see orders.
  "admin.shopify.privacyRequests": staff("orders:read"),
  "admin.shopify.completeDataRequest": staff("orders:write"),
  "facts.query": staff("facts:read"),
  "facts.get": staff("facts:read"),
  "facts.set": staff("facts:write"),
  "live.catalog": everyone,
  "live.orderCount": everyone,
  "live.myOrders": everyone,
  "live.lowStock": staff("live:read"),
  "live.recentOrders": staff("live:read"),
  "live.events": customersAnd("live:read"),
  "system.stats": staff("admin"),
};

export type Admission = { readonly actor: Actor } | { readonly refused: "unauthenticated" | "forbidden" };

/**
 * As whom this caller acts here, or why not at all. A member without the permission, who is also a shopper or holds
 * what a guest needs, acts as just that: staff can shop.
 */
export function admit(principal: Principal, access: Access | undefined): Admission {
  const { actor, customer } = principal;
  if (!access) return { refused: "forbidden" };
  if (actor.type === "guest") return access.guest ? { actor } : { refused: "unauthenticated" };
  if (actor.type === "customer") return access.customer ? { actor } : { refused: "forbidden" };
  if (actor.type === "system" || holds(actor, access.need)) return { actor };
  if (actor.type === "api_key") return { refused: "forbidden" };
  if (access.customer && customer)
    return { actor: { type: "customer", userId: actor.userId, customerId: customer.id } };
  return access.guest ? { actor: { type: "guest" } } : { refused: "forbidden" };
}

/** Whether this member or key has the permission; null is had by all. */
export function holds(actor: Actor, need: Access["need"]): boolean {
  if (need === null) return true;
  const held = heldBy(actor);
  return held.includes("*") || held.includes(need);
}
