import { z } from "zod";

import type { Mail } from "@cartwright/db";

import { sendAccountLink } from "#people/send-account-link.ts";
import { unseal } from "#secrets/secret-box.ts";

import type { TestShop } from "./create-test-shop.ts";

export interface Delivered {
  readonly mail: Mail;
  readonly linkId: string;
  /** What stands behind `#` in the mail's link. */
  readonly token: string;
}

/** Plays the worker for account links, and reads the mails that it would send. */
export interface Postbox {
  /** Does the job of the newest link; answers its mail, which has one. */
  deliver(): Promise<Delivered>;
  /** Does the jobs of all links that wait; answers their mails. */
  deliverAll(): Promise<Mail[]>;
  /** The newest mail to somebody. */
  last(email: string): Promise<Mail | null>;
  /** The token in the link of the newest mail to somebody; null when there is none. */
  tokenTo(email: string): Promise<string | null>;
  /** How many rows there are of each. */
  counts(): Promise<{ links: number; mails: number; jobs: number }>;
}

const words = z.object({ text: z.string() });

export function createPostbox(shop: TestShop): Postbox {
  const { prisma, pool } = shop.db;
  const waiting = () =>
    prisma.accountLink.findMany({ where: { secretHash: null, usedAt: null }, orderBy: { id: "desc" } });
  const readToken = (mail: Mail): string => {
    const { text } = words.parse(
      JSON.parse(unseal(shop.ctx.settings.encryptionKey, mail.sealedBody ?? new Uint8Array())),
    );
    return /#(\S+)/.exec(text)?.[1] ?? "";
  };
  const last = (email: string) => prisma.mail.findFirst({ where: { recipient: email }, orderBy: { id: "desc" } });
  const newestMail = () => prisma.mail.findFirstOrThrow({ orderBy: { id: "desc" } });
  return {
    async deliver() {
      const [link] = await waiting();
      if (!link) throw new Error("no link waits");
      await sendAccountLink(shop.ctx, { linkId: link.id });
      const mail = await newestMail();
      return { mail, linkId: link.id, token: readToken(mail) };
    },
    async deliverAll() {
      const known = new Set((await prisma.mail.findMany({ select: { id: true } })).map(({ id }) => id));
      for (const { id } of await waiting()) await sendAccountLink(shop.ctx, { linkId: id });
      const mails = await prisma.mail.findMany({ orderBy: { id: "asc" } });
      return mails.filter(({ id }) => !known.has(id));
    },
    last,
    async tokenTo(email) {
      const mail = await last(email);
      return mail && readToken(mail);
    },
    async counts() {
      const { rows } = await pool.query<{ jobs: number }>("select count(*)::int as jobs from graphile_worker.jobs");
      return { links: await prisma.accountLink.count(), mails: await prisma.mail.count(), jobs: rows[0]?.jobs ?? 0 };
    },
  };
}
