import { readProcedures } from "#read-procedures.ts";

/** What a request costs us, or those who would abuse it, decides which limit it counts against. */
export const routeClasses = ["reads", "writes", "sign-in", "checkout", "imports"] as const;
export type RouteClass = (typeof routeClasses)[number];

// What is here is neither a plain read nor a plain write.
const named: Readonly<Record<string, RouteClass>> = {
  "account.register": "sign-in",
  "account.confirm": "sign-in",
  "account.askReset": "sign-in",
  "account.reset": "sign-in",
  "account.askVerify": "sign-in",
  "account.confirmEmail": "sign-in",
  "account.readInvitation": "sign-in",
  "account.acceptInvitation": "sign-in",
  "checkout.pay": "checkout",
  "orders.create": "checkout",
  "orders.retryPayment": "checkout",
  "orders.syncPayment": "checkout",
  "stores.importReceipt": "imports",
  "admin.stores.syncNow": "imports",
  "sync.products": "imports",
  "sync.orders": "imports",
};

// A batch counts against the first of these that is in it, so that nothing dear hides behind something cheap.
const dearestFirst: readonly RouteClass[] = ["sign-in", "checkout", "imports", "writes", "reads"];

/** The class of a request for these procedures; by its method where it asks for none that we have. */
export function classOf(procedures: readonly string[], method: string): RouteClass {
  const classes = procedures.map((path) => ofProcedure.get(path)).filter((known) => known !== undefined);
  return dearestFirst.find((one) => classes.includes(one)) ?? (isRead(method) ? "reads" : "writes");
}

const ofProcedure: ReadonlyMap<string, RouteClass> = new Map(
  readProcedures().map(({ path, type }) => [path, named[path] ?? (type === "mutation" ? "writes" : "reads")]),
);

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
