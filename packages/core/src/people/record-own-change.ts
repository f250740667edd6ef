import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";

/** What a person changed about how they sign in, without what it is now: neither addresses nor secrets stay in the audit log. */
export type OwnChange =
  | "password_reset"
  | "password_changed"
  | "email_changed"
  | "email_verified"
  | "second_factor_on"
  | "second_factor_off"
  | "recovery_codes_renewed"
  | "identity_linked"
  | "identity_removed";

/** Writes into the audit log that a person changed how they sign in. */
export async function recordOwnChange(
  tx: Tx,
  scope: Scope,
  { userId, what }: { userId: string; what: OwnChange },
): Promise<void> {
  await recordAudit(tx, scope, { action: `user.${what}`, subjectType: "user", subjectId: userId });
}
