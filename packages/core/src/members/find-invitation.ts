import { createHash } from "node:crypto";

import type { Invitation, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

const tokenShape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * The invitation that a link's token names, if it may still be used.
 *
 * @throws DomainError `link_invalid`, whatever the reason
 */
export async function findInvitation(
  tx: Pick<Tx, "invitation">,
  { now }: Pick<Scope, "now">,
  token: string,
): Promise<Invitation> {
  const [, id, secret] = tokenShape.exec(token) ?? [];
  const usable = { acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } };
  const secretHash = new Uint8Array(
    createHash("sha256")
      .update(secret ?? "")
      .digest(),
  );
  // By id and hash at once: the hash of a guess tells nothing about how near it came.
  const found = id === undefined ? null : await tx.invitation.findFirst({ where: { id, secretHash, ...usable } });
  if (!found) throw new DomainError("link_invalid");
  return found;
}
