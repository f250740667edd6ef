import { createHash } from "node:crypto";

import { newId, transact, type AccountLinkKind } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { normalizeEmail } from "#customers/normalize-email.ts";
import { hashPassword } from "#customers/password.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { takeToken } from "#limits/take-token.ts";
import { seal } from "#secrets/secret-box.ts";

import { linkHours } from "./account-link.ts";

/** Links asked for in an hour: to one mailbox by anybody, and by one address to any mailbox. */
export const linkLimits = { mailbox: 5, address: 30, windowMs: 3_600_000 } as const;

/** What a worker writes of somebody who is yet to prove who they are. */
export interface Registration {
  readonly name: string;
  readonly passwordHash: string;
}

export interface AskToRegister {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Where the wish comes from. */
  readonly address: string;
}

/**
 * Asks for an account: a mail goes to the address, and with its link and this password the account is made. Whether there is one
 * already only that mailbox is told: the answer here is the same and costs the same.
 *
 * @throws DomainError `rate_limited`
 */
export async function askToRegister(ctx: Ctx, { email, name, password, address }: AskToRegister): Promise<void> {
  await checkLimits(ctx, { email: normalizeEmail(email), address });
  const wish: Registration = { name: name.trim(), passwordHash: await hashPassword(password) };
  const sealedWish = seal(ctx.settings.encryptionKey, JSON.stringify(wish));
  await writeLink(ctx, { kind: "register", email: normalizeEmail(email), sealedWish });
}

/**
 * Asks for a link that sets a new password. The answer is the same and costs the same whether there is an account or not.
 *
 * @throws DomainError `rate_limited`
 */
export async function askForReset(ctx: Ctx, { email, address }: { email: string; address: string }): Promise<void> {
  await checkLimits(ctx, { email: normalizeEmail(email), address });
  await writeLink(ctx, { kind: "reset", email: normalizeEmail(email) });
}

/**
 * Asks for a link that proves that a person reads the mailbox that they have, or the one that they want to have.
 *
 * @throws DomainError `rate_limited`
 */
export async function askToProve(
  ctx: Ctx,
  input: { userId: string; kind: "verify" | "change_email"; email: string; address: string },
): Promise<void> {
  const { userId, kind, address } = input;
  const email = normalizeEmail(input.email);
  await checkLimits(ctx, { email, address });
  await writeLink(ctx, { kind, email, userId });
}

// Before anything is looked up, hashed or written, and for known and unknown mailboxes alike.
async function checkLimits(ctx: Ctx, { email, address }: { email: string; address: string }): Promise<void> {
  const { windowMs } = linkLimits;
  const hashed = createHash("sha256").update(email).digest("hex");
  const tokens = [
    { key: `link:address:${address}`, limit: linkLimits.address, windowMs },
    { key: `link:mailbox:${hashed}`, limit: linkLimits.mailbox, windowMs },
  ];
  for (const token of tokens) {
    const taken = await takeToken(ctx, token);
    if (!taken.allowed) throw new DomainError("rate_limited", { retryAfterMs: taken.retryAfterMs });
  }
}

interface NewLink {
  readonly kind: AccountLinkKind;
  readonly email: string;
  readonly userId?: string;
  readonly sealedWish?: Uint8Array<ArrayBuffer>;
}

async function writeLink(ctx: Ctx, { kind, email, userId, sealedWish }: NewLink): Promise<void> {
  const { organizationId, requestId } = ctx;
  const linkId = newId();
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + linkHours[kind] * 3_600_000);
  await transact(ctx.db, async (tx) => {
    await tx.accountLink.create({
      data: {
        id: linkId,
        organizationId,
        kind,
        email,
        userId: userId ?? null,
        sealedWish: sealedWish ?? null,
        createdAt,
        expiresAt,
      },
      select: { id: true },
    });
    await enqueueInTransaction(tx, "send-account-link", { organizationId, linkId, requestId });
  });
}
