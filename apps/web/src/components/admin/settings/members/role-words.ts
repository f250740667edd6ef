import type { MemberDto } from "@cartwright/api/schemas";

import { permissionWord } from "../permission-words.ts";

/** From the one who may most. */
export const roles = ["owner", "admin", "staff"] as const satisfies readonly MemberDto["role"][];

export const roleWords = {
  owner: "Owner",
  admin: "Admin",
  staff: "Staff",
} as const satisfies Record<MemberDto["role"], string>;

export const roleHints = {
  owner: "May do everything, and make and remove owners.",
  admin: "May do everything but touch owners.",
  staff: "May do what is ticked.",
} as const satisfies Record<MemberDto["role"], string>;

/** What a member may do, in words. */
export function standingWords({ role, permissions }: Pick<MemberDto, "role" | "permissions">): string {
  if (role !== "staff") return roleHints[role];
  return permissions.length === 0 ? "May do nothing yet" : permissions.map(permissionWord).join(" · ");
}
