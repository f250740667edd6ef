import { hashPassword } from "@cartwright/core/customers/password";
import { registerCustomer } from "@cartwright/core/customers/register-customer";
import { findPrincipal } from "@cartwright/core/organizations/find-principal";
import { beginSession } from "@cartwright/core/people/begin-session";
import { signIn } from "@cartwright/core/people/sign-in";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { transact } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const clients = 32;
const people = 200;
const password = "correct horse battery";
const megabyte = 1_048_576;

export const signingIn: Bench = {
  name: "sign-in",
  about: `signing in with a password (argon2id, 19 MiB) and asking whom a session stands for, ${clients} clients in one process`,
  async open() {
    const database = await openPrivateDatabase({ connections: clients });
    const shop = await createTestShop({ db: database.db });
    const known = await register(shop);
    return {
      async run() {
        const before = process.memoryUsage().rss;
        let highest = before;
        const watching = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
        let turn = 0;
        const signedIn = await runClients({ count: clients, durationMs: 6_000 }, async () => {
          const email = emailOf(shop, (turn += 1) % people);
          // An address each, as shoppers have: one that signs in this often is stopped.
          const address = `10.0.${Math.floor(turn / 250) % 250}.${turn % 250}`;
          await signIn(shop.ctx, { email, password, code: null, address, userAgent: "bench" });
          return true;
        });
        clearInterval(watching);
        const { organizationId } = shop;
        const asked = await runClients({ count: clients, durationMs: 4_000 }, async () => {
          const one = known[(turn += 1) % known.length] ?? fail();
          return (await findPrincipal(shop.services, { ...one, organizationId, organization: "only" })) !== null;
        });
        return [
          { metric: "sign-ins", value: signedIn.perSecond, unit: "/s", promised: 40 },
          { metric: "sign-in p95", value: percentile(signedIn.latenciesMs, 0.95), unit: "ms" },
          {
            metric: "memory on top",
            value: (highest - before) / megabyte,
            unit: "MB",
            promised: 150,
            lowerIsBetter: true,
          },
          { metric: "sessions asked for", value: asked.perSecond, unit: "/s", promised: 1_900 },
        ];
      },
      close: () => database.close(),
    };
  },
};

// The database may have people of an earlier run.
function emailOf({ organizationId }: TestShop, n: number): string {
  return `${n}.${organizationId}@example.com`;
}

/** People with an account and a session each. */
async function register(shop: TestShop): Promise<{ userId: string; sessionId: string }[]> {
  const passwordHash = await hashPassword(password);
  const known: { userId: string; sessionId: string }[] = [];
  for (let n = 0; n < people; n += 1) {
    const person = { email: emailOf(shop, n), name: "Bench", passwordHash };
    const { userId } = await transact(shop.db, (tx) => registerCustomer(tx, shop.ctx, person));
    known.push({ userId, ...(await beginSession(shop.services, { userId, address: "10.0.0.1", userAgent: "bench" })) });
  }
  return known;
}

function fail(): never {
  throw new Error("nobody is registered");
}
