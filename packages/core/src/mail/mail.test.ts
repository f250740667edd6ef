import { afterAll, beforeAll, expect, test } from "vitest";

import { transact } from "@cartwright/db";
import { ProviderRefusedError, ProviderUnavailableError, type Mail } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { queueMail } from "./queue-mail.ts";
import { sendMail } from "./send-mail.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop({ settings: { mailFrom: "Havu <shop@havu.example>" } });
});

afterAll(() => shop.close());

const mail = { to: "aino@example.com", subject: "Your link", text: "https://shop.test/reset#s3cret", kind: "reset" };

/** Services whose mailer notes what it sent, or fails as it is told. */
function withMailer(failure?: Error): { services: Services; sent: Mail[] } {
  const sent: Mail[] = [];
  const mailer = {
    send: (given: Mail) => (failure ? Promise.reject(failure) : Promise.resolve(void sent.push(given))),
    check: () => Promise.resolve(),
  };
  return { services: { ...shop.services, mailer }, sent };
}

async function queue(given: Partial<Parameters<typeof queueMail>[2]> = {}) {
  await transact(shop.db, (tx) => queueMail(tx, shop.ctx, { ...mail, ...given }));
  const row = await shop.db.prisma.mail.findFirstOrThrow({ orderBy: { id: "desc" } });
  return { row, named: { organizationId: shop.organizationId, mailId: row.id } };
}

test("a mail is in line if and only if its transaction commits, and its words are nowhere to be read", async () => {
  const undone = transact(shop.db, async (tx) => {
    await queueMail(tx, shop.ctx, { ...mail, kind: "undone" });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await shop.db.prisma.mail.count({ where: { kind: "undone" } })).toBe(0);
  const { row, named } = await queue();
  const { rows: jobs } = await shop.db.pool.query<{ payload: object }>(
    "select payload from graphile_worker._private_jobs where payload->>'mailId' = $1",
    [row.id],
  );
  expect(jobs).toEqual([{ payload: { ...named, requestId: shop.ctx.requestId } }]);
  expect(Buffer.from(row.sealedBody ?? []).toString("latin1")).not.toContain("s3cret");
});

test("it is sent once, as it was worded, and its words are forgotten", async () => {
  const { row, named } = await queue({ subject: "Two\r\nlines", html: "<p>Hi</p>" });
  const { services, sent } = withMailer();
  expect(await sendMail(services, named)).toEqual({ sent: true });
  expect(await sendMail(services, named)).toEqual({ sent: false });
  const { to, text } = mail;
  expect(sent).toEqual([
    { id: row.id, from: "Havu <shop@havu.example>", to, subject: "Two lines", text, html: "<p>Hi</p>" },
  ]);
  expect(await shop.db.prisma.mail.findUnique({ where: { id: row.id } })).toMatchObject({
    state: "sent",
    sealedBody: null,
    sentAt: shop.clock.now(),
  });
});

test("an address that nobody has is given up on at once, with the reason, and can be tried again by a person", async () => {
  const { row, named } = await queue();
  const refused = withMailer(new ProviderRefusedError("nobody here", { code: "550" }));
  await expect(sendMail(refused.services, named)).rejects.toMatchObject({ name: "GiveUp", message: "nobody here" });
  const kept = await shop.db.prisma.mail.findUnique({ where: { id: row.id } });
  expect(kept).toMatchObject({ state: "refused", failure: "nobody here" });
  expect(await sendMail(withMailer().services, named)).toEqual({ sent: true });
});

test("a server that is away, or none at all, keeps the mail in line", async () => {
  const { row, named } = await queue();
  const away = withMailer(new ProviderUnavailableError("away"));
  await expect(sendMail(away.services, named)).rejects.toThrow("away");
  await expect(sendMail(shop.services, named)).rejects.toThrow("SMTP_URL");
  expect(await shop.db.prisma.mail.findUnique({ where: { id: row.id } })).toMatchObject({ state: "queued" });
});

test("nobody sends another organization's mail", async () => {
  const { named } = await queue();
  const other = await createTestShop({ db: shop.db });
  const { services, sent } = withMailer();
  expect(await sendMail(services, { ...named, organizationId: other.organizationId })).toEqual({ sent: false });
  expect(sent).toEqual([]);
});
