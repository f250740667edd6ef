import { z } from "zod";

import { email, newPassword, token } from "./account.ts";
import { permissionDto } from "./keys.ts";
import { idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const roleDto = z.enum(["owner", "admin", "staff"]);

const standing = {
  role: roleDto,
  permissions: z
    .array(permissionDto)
    .max(permissionDto.options.length)
    .default([])
    .meta({ description: "For staff; owners and admins may do all." }),
};

export const inviteMemberInput = z.object({ email, ...standing });
export const changeMemberInput = z.object({ memberId: idInput, ...standing });
export const memberIdInput = z.object({ memberId: idInput });
export const invitationIdInput = z.object({ invitationId: idInput });
export const leaveInput = z.object({ organizationId: idInput });
export const listMembersInput = z.object({ cursor: idInput.optional(), limit: limitInput(50) });

export const memberDto = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleDto,
  permissions: z.array(z.string()),
  joinedAt: instant,
  lastSignInAt: instant.nullable(),
  hasSecondFactor: z.boolean(),
});

export const pendingInvitationDto = z.object({
  id: z.string(),
  email: z.string(),
  role: roleDto,
  permissions: z.array(z.string()),
  invitedAt: instant,
  expiresAt: instant,
});

export const memberPageDto = z.object({ items: z.array(memberDto), nextCursor });
export const invitationPageDto = z.object({ items: z.array(pendingInvitationDto), nextCursor });
export const doneDto = z.object({ done: z.literal(true) });

export const readInvitationInput = z.object({ token });
export const acceptInvitationInput = z.object({
  token,
  account: z
    .object({ name: z.string().trim().min(1).max(120), password: newPassword })
    .optional()
    .meta({ description: "For whoever has no account yet." }),
});
export const invitationDto = z.object({
  organization: z.string(),
  email: z.string(),
  role: roleDto,
  permissions: z.array(z.string()),
  hasAccount: z.boolean(),
});

export type MemberDto = z.infer<typeof memberDto>;
export type PendingInvitationDto = z.infer<typeof pendingInvitationDto>;
export type InvitationDto = z.infer<typeof invitationDto>;
