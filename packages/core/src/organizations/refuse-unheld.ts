import type { Actor } from "#context.ts";
import { DomainError } from "#errors.ts";

/** What somebody holds, and may give; `*` is everything. */
export function heldBy(actor: Actor): readonly string[] {
  if (actor.type === "system") return ["*"];
  if (actor.type === "api_key") return actor.scopes;
  if (actor.type !== "member") return [];
  return actor.role === "staff" ? actor.permissions : ["*"];
}

/**
 * Nobody gives what they do not have.
 *
 * @throws DomainError `forbidden`, naming what they lack
 */
export function refuseUnheld(actor: Actor, wanted: readonly string[]): void {
  const held = heldBy(actor);
  const missing = held.includes("*") ? [] : wanted.filter((permission) => !held.includes(permission));
  if (missing.length === 0) return;
  const message = `You cannot give what you do not have yourself: ${missing.join(", ")}.`;
  throw new DomainError("forbidden", { missing }, { message });
}
