import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { createTestShop, type TestShop } from "@cartwright/core/testing";

import { permissions, procedureAccess, type Access } from "./permissions.ts";
import { readProcedures } from "./read-procedures.ts";
import { restRoutes } from "./rest/route-table.ts";
import { createTestApi, type Answer, type Sent, type TestApi } from "./testing/create-test-api.ts";
import { createSampleWorld, restRequest, type SampleWorld } from "./testing/sample-world.ts";
import { walkers, type Walker } from "./testing/walkers.ts";

/** One way to call one procedure, with an input about rows of the shop. */
interface Cell {
  readonly name: string;
  readonly procedure: string;
  readonly access: Access;
  readonly changes: boolean;
  readonly method: string;
  readonly path: string;
  readonly sent: Sent;
}

let api: TestApi;
let world: SampleWorld;
let elsewhere: TestShop;
let cells: Cell[];

beforeAll(async () => {
  api = await createTestApi();
  await api.shop.member("owner");
  world = await createSampleWorld(api);
  elsewhere = await createTestShop({ db: api.shop.db });
  cells = [...trpcCells(), ...restCells()];
}, 60_000);

afterAll(() => api.close());

function trpcCells(): Cell[] {
  return readProcedures().flatMap(({ path: procedure, type, inputs }): Cell[] => {
    if (type === "subscription") return [];
    const input = world.sampleFor(procedure, inputs[0]);
    const cell = { name: procedure, procedure, access: accessOf(procedure), changes: type === "mutation" };
    const query = `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
    return type === "query"
      ? [{ ...cell, method: "GET", path: query, sent: {} }]
      : [{ ...cell, method: "POST", path: `/api/trpc/${procedure}`, sent: { body: input } }];
  });
}

function restCells(): Cell[] {
  return restRoutes.map((route) => {
    const sampled = z.record(z.string(), z.unknown()).safeParse(world.sampleFor(route.procedure, route.input));
    const input = sampled.data ?? {};
    const { procedure } = route;
    const cell = { procedure, access: accessOf(procedure), changes: route.type === "mutation" };
    return { ...cell, name: `${route.rest.method} ${route.rest.path}`, ...restRequest(route, input) };
  });
}

function accessOf(procedure: string): Access {
  const access = procedureAccess[procedure];
  if (!access) throw new Error(`${procedure} is not in the table of permissions.ts`);
  return access;
}

/** What somebody shows; for `need` they have all permissions but that. */
async function credentialOf(walker: Walker, need: Access["need"]): Promise<string | undefined> {
  const others = permissions.filter((permission) => permission !== need);
  switch (walker) {
    case "guest":
      return undefined;
    case "another customer":
      return tokenOf(await api.shop.customer());
    case "staff without the permission":
      return tokenOf(await api.shop.member("staff", others));
    case "key without the scope":
      return api.key(others);
    case "owner of another organization":
      return tokenOf(await elsewhere.member("owner"));
    case "staff of another organization":
      return tokenOf(await elsewhere.member("staff", [...permissions]));
    case "owner":
      return tokenOf(await api.shop.member("owner"));
  }
}

function tokenOf({ actor }: { actor: { type: string; userId?: string } }): Promise<string> {
  return api.jwt(actor.userId ?? "");
}

// One for each kind of caller and each permission that they lack.
const credentials = new Map<string, Promise<string | undefined>>();

function credentialFor(walker: Walker, { access }: Cell): Promise<string | undefined> {
  const lacks = walker.includes("without") ? access.need : null;
  const name = `${walker} ${lacks ?? ""}`;
  const credential = credentials.get(name) ?? credentialOf(walker, lacks);
  credentials.set(name, credential);
  return credential;
}

async function walk(walker: Walker, cell: Cell): Promise<Answer> {
  const token = await credentialFor(walker, cell);
  return api.ask(cell.method, cell.path, { ...cell.sent, ...(token !== undefined && { token }) });
}

function codeOf({ json, status }: Answer): string {
  if (status < 400) return "done";
  return z
    .object({ error: z.union([z.object({ code: z.string() }), z.object({ data: z.object({ code: z.string() }) })]) })
    .transform(({ error }) => ("data" in error ? error.data.code : error.code))
    .parse(json);
}

/** Who is refused at the door, and how; null for whoever gets behind it. */
function refusalAtDoor(walker: Walker, { guest, customer, need }: Access): string | null {
  if (walker === "guest") return guest ? null : "unauthenticated";
  if (walker === "another customer") return customer ? null : "forbidden";
  if (walker === "staff without the permission") return need === null || guest ? null : "forbidden";
  if (walker === "key without the scope") return need === null ? null : "forbidden";
  return null;
}

const strangers = walkers.filter((walker) => walker !== "owner");

test.each(strangers)("%s is shown nothing of the shop, and changes nothing, whatever they call", async (walker) => {
  for (const cell of cells) await credentialFor(walker, cell);
  // Where strangers may write what is their own comes last: until then nothing changes.
  const [open, closed] = [cells.filter(isOpen), cells.filter((cell) => !isOpen(cell))];
  const before = await fingerprint();
  for (const cell of closed) await expectNothing(walker, cell);
  expect(changed(before, await fingerprint())).toEqual([]);
  for (const cell of open) await expectNothing(walker, cell);
});

async function expectNothing(walker: Walker, cell: Cell): Promise<void> {
  const answer = await walk(walker, cell);
  const where = `${cell.name} as ${walker}: ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, `${where}`).toBeLessThan(500);
  const refusal = refusalAtDoor(walker, cell.access);
  if (refusal !== null) expect(codeOf(answer), `${where}`).toBe(refusal);
  expect(answer.text, `${where}`).not.toContain(world.needle);
  if (walker === "owner of another organization" && !isOpen(cell))
    expect(unknownRow, `${where}`).toContain(codeOf(answer));
}

// Somebody else's row is none: no other code may tell that there is one. A list that is one's own is empty.
const unknownRow = ["done", "not_found", "invalid_input"];

test("the owner is let in everywhere", async () => {
  for (const cell of cells.filter((each) => !isAboutOneself(each))) {
    const answer = await walk("owner", cell);
    const where = `${cell.name}: ${answer.status} ${answer.text.slice(0, 300)}`;
    expect(["unauthenticated", "forbidden"], `${where}`).not.toContain(codeOf(answer));
  }
});

/** Where somebody who is let in writes what is their own: a cart, an order, an account; and what a token in the input opens. */
function isOpen({ access, procedure }: Cell): boolean {
  return access.guest || access.customer || procedure === "stores.importReceipt";
}

/** Behind the door these ask who one is, a shopper, a person, a program, or go by a token in the input. */
function isAboutOneself({ procedure }: Cell): boolean {
  return procedure.startsWith("account.") || procedure.startsWith("stores.");
}

/** Of each table what it holds of the shop, but for when its keys were used. */
async function fingerprint(): Promise<ReadonlyMap<string, string>> {
  const { pool } = api.shop.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id' order by 1`,
  );
  const one = ({ name }: { name: string }) =>
    `select '${name}' as name, md5(coalesce(string_agg(r, ',' order by r), '')) as hash from (
       select (to_jsonb(t) - 'last_used_at')::text as r from ${name} t where organization_id = $1) rows`;
  const { rows } = await pool.query<{ name: string; hash: string }>(tables.map(one).join(" union all "), [
    api.shop.organizationId,
  ]);
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name);
}
