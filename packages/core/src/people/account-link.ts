import { createHash, randomBytes } from "node:crypto";

import type { AccountLink, AccountLinkKind, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

/** How long each link works, from when it was asked for. */
export const linkHours = { register: 24, verify: 24, change_email: 24, reset: 1 } as const satisfies Record<
  AccountLinkKind,
  number
>;

/** A new secret of 256 random bits, and what is stored of it. A fast hash is enough for so many. */
export function newLinkSecret(): { secret: string; secretHash: Uint8Array<ArrayBuffer> } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, secretHash: hashSecret(secret) };
}

/** What the link says: which one it is, and the secret. */
export function linkToken({ linkId, secret }: { linkId: string; secret: string }): string {
  return `${linkId}.${secret}`;
}

export interface LinkToUse {
  readonly token: string;
  readonly kinds: readonly AccountLinkKind[];
}

/**
 * The link that a token names, if it may still be used; nothing is used up.
 *
 * @throws DomainError `link_invalid`, whatever the reason
 */
export async function findLink(tx: Pick<Tx, "accountLink">, scope: LinkScope, use: LinkToUse): Promise<AccountLink> {
  const link = await tx.accountLink.findFirst({ where: usable(scope, use) });
  if (!link) throw new DomainError("link_invalid");
  return link;
}

/**
 * Uses a link up: of many who come with one token at once, one gets it.
 *
 * @throws DomainError `link_invalid`, whatever the reason
 */
export async function takeLink(tx: Tx, scope: LinkScope, use: LinkToUse): Promise<AccountLink> {
  const link = await findLink(tx, scope, use);
  const { count } = await tx.accountLink.updateMany({
    where: { id: link.id, usedAt: null },
    data: { usedAt: scope.now(), sealedWish: null },
  });
  if (count === 0) throw new DomainError("link_invalid");
  return link;
}

/** Makes the other links about an account useless, once something of it was changed. */
export async function voidLinks(
  tx: Tx,
  { now }: Pick<Scope, "now">,
  { userId, kinds }: { userId: string; kinds: readonly AccountLinkKind[] },
): Promise<void> {
  await tx.accountLink.updateMany({
    where: { userId, kind: { in: [...kinds] }, usedAt: null },
    data: { usedAt: now() },
  });
}

type LinkScope = Pick<Scope, "organizationId" | "now">;

const tokenShape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * Which link a token names, and the hash of its secret, to look for both at once: the hash of a guess tells nothing about how near it
 * came.
 *
 * @throws DomainError `link_invalid` for what is no token
 */
export function readLinkToken(token: string): { id: string; secretHash: Uint8Array<ArrayBuffer> } {
  const [, id, secret] = tokenShape.exec(token) ?? [];
  if (id === undefined || secret === undefined) throw new DomainError("link_invalid");
  return { id, secretHash: hashSecret(secret) };
}

function usable({ organizationId, now }: LinkScope, { token, kinds }: LinkToUse) {
  return {
    ...readLinkToken(token),
    organizationId,
    kind: { in: [...kinds] },
    usedAt: null,
    expiresAt: { gt: now() },
  };
}

function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
