import { DomainError } from "@cartwright/core";
import type { Principal } from "@cartwright/core/organizations/principal";

/**
 * The person behind the call.
 *
 * @throws DomainError `forbidden` for keys, which are nobody
 */
export function requireUser({ user }: Principal): NonNullable<Principal["user"]> {
  if (!user) throw new DomainError("forbidden");
  return user;
}
