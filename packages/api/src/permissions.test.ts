import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { isDomainError, type Actor } from "@cartwright/core";
import type { Principal } from "@cartwright/core/organizations/principal";
import { createTestShop, type TestShop } from "@cartwright/core/testing";

import { permissionGroups } from "./permission-words.ts";
import { permissionsPage } from "./permissions-page.ts";
import { permissions, procedureAccess } from "./permissions.ts";
import { readProcedures, type ProcedureDefinition } from "./read-procedures.ts";
import { appRouter } from "./root.ts";

let shop: TestShop;
let callers: Record<string, Principal>;

beforeAll(async () => {
  shop = await createTestShop();
  callers = {
    guest: principal({ type: "guest" }),
    customer: principal((await shop.customer()).actor),
    staff: principal((await shop.member("staff")).actor),
    key: principal({ type: "api_key", apiKeyId: crypto.randomUUID(), scopes: [] }),
    owner: principal((await shop.member("owner")).actor),
  };
});

afterAll(() => shop.close());

function principal(actor: Actor): Principal {
  const person = "userId" in actor ? { id: actor.userId, email: "a@example.com", name: "A" } : null;
  const customer = actor.type === "customer" ? { id: actor.customerId } : null;
  return { actor, organizationId: shop.organizationId, user: person, customer, rateLimitPerMinute: null };
}

/**
 * Who is let in, said a second time on purpose: a procedure that is new, or opened to somebody, fails here until somebody
 * has thought about it twice. Owners are let in everywhere. `staff` and `key` stand for those without any permission.
 */
const everyone = "guest customer staff key";
const letIn: Record<string, string> = {
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
  "orders.create": "customer",
  "orders.list": "customer",
  "orders.mine": "customer staff key",
  "orders.get": "guest customer staff",
  "orders.syncPayment": "guest customer staff",
  "orders.retryPayment": "guest customer staff",
  "account.register": everyone,
  "account.confirm": everyone,
  "account.askReset": everyone,
  "account.reset": everyone,
  "account.confirmEmail": everyone,
  "account.readInvitation": everyone,
  "account.acceptInvitation": everyone,
  "account.leave": "customer staff key",
  "account.security": "customer staff key",
  "account.askVerify": "customer staff key",
  "account.changeEmail": "customer staff key",
  "account.changePassword": "customer staff key",
  "account.removeIdentity": "customer staff key",
  "account.delete": "customer staff key",
  "account.secondFactor.begin": "customer staff key",
  "account.secondFactor.confirm": "customer staff key",
  "account.secondFactor.renewCodes": "customer staff key",
  "account.secondFactor.remove": "customer staff key",
  "account.me": "customer staff key",
  "account.profile": "customer staff key",
  "account.updateProfile": "customer staff key",
  "account.sessions.list": "customer staff key",
  "account.sessions.end": "customer staff key",
  "account.sessions.endOthers": "customer staff key",
  "auth.whoami": everyone,
  "stores.importReceipt": everyone,
  "stores.syncStatus": everyone,
  "live.catalog": everyone,
  "live.orderCount": everyone,
  "live.myOrders": everyone,
  "live.events": "customer",
};

test("the page of permissions is current, and says of each what it lets one do", async () => {
  const page = await readFile(join(import.meta.dirname, "../../../docs/permissions.md"), "utf8");
  expect(page).toBe(permissionsPage());
  const named = permissionGroups.flatMap(({ words }) => Object.keys(words));
  expect(named.toSorted()).toEqual(permissions.toSorted());
});

test("every procedure has its place in the table, and the table names no other", () => {
  const paths = readProcedures().map(({ path }) => path);
  expect(Object.keys(procedureAccess).toSorted()).toEqual(paths.toSorted());
});

test("what is not in the table, and is not said here to be open, is for members with a permission alone", () => {
  for (const [path, access] of Object.entries(procedureAccess)) {
    if (path in letIn) continue;
    expect({ path, ...access }).toMatchObject({ path, guest: false, customer: false });
    expect(permissions).toContain(access.need);
  }
});

test("whoever is not let in is refused before anything is read or written, whatever they send", async () => {
  const before = await everythingWritten();
  for (const procedure of readProcedures()) {
    for (const [name, caller] of Object.entries(callers)) {
      const expected = name === "owner" || (letIn[procedure.path] ?? "").split(" ").includes(name);
      if (expected) continue;
      const code = name === "guest" ? "unauthenticated" : "forbidden";
      expect(await refusalOf(procedure, caller), `${procedure.path} as ${name}`).toBe(code);
    }
  }
  expect(await everythingWritten()).toEqual(before);
});

test("whoever is let in gets past the door: what is refused then is the empty input", async () => {
  for (const procedure of readProcedures().filter(({ type }) => type !== "subscription")) {
    for (const name of [...(letIn[procedure.path] ?? "").split(" ").filter(Boolean), "owner"]) {
      const caller = callers[name];
      if (!caller) throw new Error(name);
      const refusal = await refusalOf(procedure, caller);
      const allowed = needs(procedure.path).includes(name) ? [null, "invalid_input"] : ["forbidden"];
      expect(allowed, `${procedure.path} as ${name}`).toContain(refusal);
    }
  }
});

/** Behind the door these ask for a person, and for no input. */
const personal = [
  "account.me",
  "account.security",
  "account.askVerify",
  "account.sessions.list",
  "account.sessions.endOthers",
];

/** Who has what it takes behind the door: a person, or one who shops here. */
function needs(path: string): readonly string[] {
  if (path === "account.profile") return ["customer"];
  if (personal.includes(path)) return ["customer", "staff", "owner"];
  return Object.keys(callers);
}

test("each permission opens what needs it, to staff and keys alike, and nothing that needs another", async () => {
  for (const permission of permissions) {
    const staff = principal((await shop.member("staff", [permission])).actor);
    const key = principal({ type: "api_key", apiKeyId: crypto.randomUUID(), scopes: [permission] });
    for (const procedure of readProcedures().filter(({ path, type }) => !(path in letIn) && type !== "subscription")) {
      const opens = procedureAccess[procedure.path]?.need === permission;
      for (const caller of [staff, key]) {
        const refusal = await refusalOf(procedure, caller);
        expect(refusal === "forbidden", `${procedure.path} with ${permission}`).toBe(!opens);
      }
    }
  }
});

/** The code with which an empty call is refused; null when it is not. */
async function refusalOf({ path, type }: ProcedureDefinition, caller: Principal): Promise<string | null> {
  const ctx = { services: shop.services, principal: caller, requestId: "walk-0001", reply: new Headers() };
  const input = Promise.resolve(undefined);
  const abort = new AbortController();
  try {
    await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: () => input,
      signal: abort.signal,
      batchIndex: 0,
    });
    return null;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (isDomainError(error.cause)) return error.cause.code;
    if (error.code === "BAD_REQUEST") return "invalid_input";
    throw error;
  }
}

async function everythingWritten(): Promise<unknown> {
  const { prisma } = shop.db;
  return Promise.all([
    prisma.auditLog.count(),
    prisma.outboxEvent.count(),
    prisma.cart.count(),
    prisma.order.count(),
    prisma.product.count(),
    prisma.user.count(),
    prisma.callbackEndpoint.count(),
    prisma.idempotencyKey.count(),
  ]);
}
