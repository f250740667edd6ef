import type { Actor } from "#context.ts";
import { DomainError } from "#errors.ts";
import { refuseUnheld } from "#organizations/refuse-unheld.ts";

export type Role = "owner" | "admin" | "staff";

/** What a member may do: owners and admins all, staff what is listed. */
export interface Standing {
  readonly role: Role;
  readonly permissions: readonly string[];
}

/** A role with the permissions that count in it. */
export function toStanding({ role, permissions }: Standing): { role: Role; permissions: string[] } {
  return { role, permissions: role === "staff" ? [...new Set(permissions)] : [] };
}

/**
 * Nobody gives, or takes from others, what they do not have: owners are made and touched by owners alone, admins by owners and
 * admins, staff by whoever holds all that they hold.
 *
 * @throws DomainError `forbidden`
 */
export function refuseAbove(actor: Actor, { role, permissions }: Standing): void {
  if (role === "staff") return refuseUnheld(actor, permissions);
  const own = actor.type === "member" ? actor.role : actor.type === "system" ? "owner" : "staff";
  if (own === "owner" || (own === "admin" && role === "admin")) return;
  const message =
    role === "owner" ? "Only owners make or change owners." : "Only owners and admins make or change admins.";
  throw new DomainError("forbidden", { role }, { message });
}
