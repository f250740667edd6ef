import { acceptInvitation } from "@cartwright/core/members/accept-invitation";
import { leaveOrganization } from "@cartwright/core/members/change-member";
import { readInvitation } from "@cartwright/core/members/read-invitation";

import { requireUser } from "#require-user.ts";
import { acceptInvitationInput, doneDto, invitationDto, leaveInput, readInvitationInput } from "#schemas/members.ts";
import { procedure } from "#trpc.ts";

/** What people do about their own place among the members. */
export const membershipProcedures = {
  // A question, but its token belongs into no address that somebody logs.
  readInvitation: procedure
    .input(readInvitationInput)
    .output(invitationDto)
    .mutation(async ({ ctx, input }) => {
      const { permissions, ...invitation } = await readInvitation(ctx.core, input);
      return { ...invitation, permissions: [...permissions] };
    }),
  acceptInvitation: procedure
    .input(acceptInvitationInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await acceptInvitation(ctx.core, { ...input, user: ctx.principal.user });
      return { done: true } as const;
    }),
  leave: procedure
    .input(leaveInput)
    .output(doneDto)
    .mutation(async ({ ctx, input: { organizationId } }) => {
      await leaveOrganization({ ...ctx.core, organizationId }, { userId: requireUser(ctx.principal).id });
      return { done: true } as const;
    }),
};
