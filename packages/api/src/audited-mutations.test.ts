import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { procedureAccess } from "./permissions.ts";
import { readProcedures } from "./read-procedures.ts";

/**
 * What each change that takes a permission writes into the audit log. One that is new fails here until somebody has said it, and so
 * has thought of it: an action, several where it depends, or `none:` with the reason why there is no row.
 */
const writes: Record<string, string> = {
  "orders.create": "order.created",
  "orders.syncPayment":
    "none: asks the provider; what it says is written as the system's payment.captured and the like",
  "orders.retryPayment": "payment.retried",
  "admin.orders.cancel": "order.cancelled",
  "admin.orders.cancelRest": "order.rest_cancelled",
  "admin.orders.ship": "order.shipped",
  "admin.orders.refund": "refund.requested",
  "admin.orders.markPaid": "payment.captured order.paid",
  "admin.orders.simulateDelivery": "order.shipped order.delivered",
  "admin.orders.hold": "order.held",
  "admin.orders.release": "order.released",
  "admin.orders.tag": "order.tagged",
  "admin.orders.untag": "order.untagged",
  "admin.labels.buy": "label.bought",
  "admin.labels.buyReturn": "return_label.bought",
  "admin.labels.cancel": "label.cancelled",
  "admin.labels.release": "label.released",
  "admin.carriers.setSender": "sender.changed",
  "admin.products.create": "product.created",
  "admin.products.update": "product.updated product.archived",
  "admin.products.uploadPicture": "picture.uploaded",
  "admin.products.publish": "product.updated",
  "admin.products.archive": "product.archived",
  "admin.products.delete": "product.deleted product.archived",
  "admin.variants.adjustStock": "stock.adjusted",
  "admin.channels.allocate": "shortfall.allocated",
  "admin.channels.drop": "shortfall.dropped",
  "admin.channels.map": "shortfall.mapped",
  "admin.channels.dismiss": "shortfall.dismissed",
  "admin.callbacks.register": "callback.registered",
  "admin.callbacks.change": "callback.changed",
  "admin.callbacks.pause": "callback.paused",
  "admin.callbacks.enable": "callback.enabled",
  "admin.callbacks.remove": "callback.stopped callback.deleted",
  "admin.callbacks.rotateSecret": "callback.secret_rotated",
  "admin.callbacks.test": "callback.tested",
  "admin.callbacks.replay": "callback.replayed",
  "admin.callbacks.startReplay": "callback.replay_started",
  "admin.callbacks.stopReplay": "callback.replay_stopped",
  "admin.jobs.retry": "job.retried",
  "admin.jobs.runNow": "job.run_now",
  "admin.jobs.cancel": "job.cancelled",
  "admin.jobs.discard": "job.discarded",
  "admin.jobs.changeMatching": "job.retried job.cancelled job.discarded",
  "admin.jobs.pauseTask": "task.paused",
  "admin.jobs.resumeTask": "task.resumed",
  "admin.jobs.resolve": "dead_letter.retried dead_letter.discarded",
  "admin.jobs.resolveMany": "dead_letter.retried dead_letter.discarded",
  "admin.jobs.retrySubscriber": "subscriber.retried",
  "admin.jobs.schedules.create": "job_schedule.created",
  "admin.jobs.schedules.update": "job_schedule.updated",
  "admin.jobs.schedules.remove": "job_schedule.deleted",
  "admin.automation.create": "rule.created",
  "admin.automation.update": "rule.saved",
  "admin.automation.switch": "rule.switched_on rule.switched_off",
  "admin.automation.remove": "rule.deleted",
  "admin.automation.restore": "rule.saved",
  "admin.automation.dryRun": "none: it does nothing",
  "admin.webhooks.applyAgain": "webhook.applied_again",
  "admin.stores.syncNow": "marketplace_store.sync_requested",
  "admin.stores.disconnect": "marketplace_store.disconnected",
  "stores.register": "marketplace_store.registered marketplace_store.updated",
  "sync.products": "sync.started",
  "sync.orders": "sync.started",
  "sync.cancel": "sync.cancelled",
  "sync.pause": "sync.paused",
  "sync.resume": "sync.resumed",
  "admin.shopify.connect": "shopify.connected",
  "admin.shopify.check": "shopify.check_requested",
  "admin.shopify.completeDataRequest": "shopify.data_request_completed",
  "admin.members.invite": "member.invited",
  "admin.members.resendInvitation": "member.invited_again",
  "admin.members.revokeInvitation": "member.invitation_revoked",
  "admin.members.change": "member.changed",
  "admin.members.remove": "member.removed",
  "admin.keys.create": "api_key.created",
  "admin.keys.revoke": "api_key.revoked",
  "facts.set": "fact.set fact.removed",
  "events.emit": "event.emitted",
};

test("every change that takes a permission is listed with what it writes into the audit log", () => {
  const mutations = readProcedures()
    .filter(({ path, type }) => type === "mutation" && (procedureAccess[path]?.need ?? null) !== null)
    .map(({ path }) => path);
  expect(Object.keys(writes).toSorted()).toEqual(mutations.toSorted());
});

test("every action that is listed is written somewhere, and every reason is given", () => {
  const core = join(import.meta.dirname, "../../core/src");
  const sources = globSync("**/*.ts", { cwd: core, exclude: (name) => name.endsWith(".test.ts") });
  const text = sources.map((name) => readFileSync(join(core, name), "utf8")).join("\n");
  const composed = (action: string) => text.includes(`"${action}"`) || action.startsWith("dead_letter.");
  for (const [path, said] of Object.entries(writes)) {
    if (said.startsWith("none:")) expect([path, said.length > 10]).toEqual([path, true]);
    else expect([path, said.split(" ").filter((action) => !composed(action))]).toEqual([path, []]);
  }
});
