import { resendInvitation, revokeInvitation } from "@cartwright/core/members/change-invitation";
import { changeMember, removeMember } from "@cartwright/core/members/change-member";
import { inviteMember } from "@cartwright/core/members/invite-member";
import { listInvitations, listMembers } from "@cartwright/core/members/list-members";

import { toWire } from "#present/to-wire.ts";
import {
  changeMemberInput,
  doneDto,
  invitationIdInput,
  invitationPageDto,
  inviteMemberInput,
  listMembersInput,
  memberIdInput,
  memberPageDto,
} from "#schemas/members.ts";
import { procedure, router } from "#trpc.ts";

const done = { done: true } as const;

export const adminMembersRouter = router({
  list: procedure
    .input(listMembersInput)
    .output(memberPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listMembers(ctx.core, input);
      return {
        items: items.map((member) => ({ ...toWire(member), permissions: [...member.permissions] })),
        nextCursor,
      };
    }),
  invitations: procedure
    .input(listMembersInput)
    .output(invitationPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listInvitations(ctx.core, input);
      return { items: items.map((open) => ({ ...toWire(open), permissions: [...open.permissions] })), nextCursor };
    }),
  invite: procedure
    .input(inviteMemberInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await inviteMember(ctx.core, input);
      return done;
    }),
  resendInvitation: procedure
    .input(invitationIdInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await resendInvitation(ctx.core, input);
      return done;
    }),
  revokeInvitation: procedure
    .input(invitationIdInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await revokeInvitation(ctx.core, input);
      return done;
    }),
  change: procedure
    .input(changeMemberInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await changeMember(ctx.core, input);
      return done;
    }),
  remove: procedure
    .input(memberIdInput)
    .output(doneDto)
    .mutation(async ({ ctx, input }) => {
      await removeMember(ctx.core, input);
      return done;
    }),
});
