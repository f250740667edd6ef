import { z } from "zod";

import { askToProve } from "@cartwright/core/people/ask-for-link";
import { changePassword } from "@cartwright/core/people/change-password";
import { confirmPassword } from "@cartwright/core/people/confirm-password";
import { readSecurity } from "@cartwright/core/people/read-security";
import { removeIdentity } from "@cartwright/core/people/remove-identity";
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@cartwright/core/people/set-up-second-factor";
import { deleteAccount } from "@cartwright/core/privacy/delete-account";

import { requireUser } from "#require-user.ts";
import {
  beginFactorInput,
  changeEmailInput,
  changePasswordInput,
  checkMailDto,
  codeInput,
  deleteAccountInput,
  endedSessionsDto,
  newFactorDto,
  recoveryCodesDto,
  removeFactorInput,
  removeIdentityInput,
  securityDto,
} from "#schemas/account.ts";
import { procedure, router } from "#trpc.ts";

import { addressOf } from "./account-links.ts";

/** How a person signs in, for themselves. What weakens it takes the password again. */
export const securityProcedures = {
  security: procedure
    .input(z.object({}).optional())
    .output(securityDto)
    .query(async ({ ctx }) => {
      const security = await readSecurity(ctx.core, { userId: requireUser(ctx.principal).id });
      return { ...security, identities: [...security.identities] };
    }),
  askVerify: procedure
    .input(z.object({}).optional())
    .output(checkMailDto)
    .mutation(async ({ ctx }) => {
      const { id: userId, email } = requireUser(ctx.principal);
      await askToProve(ctx.core, { userId, kind: "verify", email, address: addressOf(ctx) });
      return { checkMail: true } as const;
    }),
  changeEmail: procedure
    .input(changeEmailInput)
    .output(checkMailDto)
    .mutation(async ({ ctx, input: { email, password } }) => {
      const { id: userId } = requireUser(ctx.principal);
      const address = addressOf(ctx);
      await confirmPassword(ctx.core, { userId, password, address });
      await askToProve(ctx.core, { userId, kind: "change_email", email, address });
      return { checkMail: true } as const;
    }),
  changePassword: procedure
    .input(changePasswordInput)
    .output(endedSessionsDto)
    .mutation(({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      const { sessionId } = ctx.principal;
      return changePassword(ctx.core, { ...input, userId, sessionId, address: addressOf(ctx) });
    }),
  removeIdentity: procedure
    .input(removeIdentityInput)
    .output(z.object({ removed: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      return { removed: await removeIdentity(ctx.core, { ...input, userId, address: addressOf(ctx) }) };
    }),
  delete: procedure
    .input(deleteAccountInput)
    .output(z.object({ deleted: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      await deleteAccount(ctx.core, { ...input, userId, address: addressOf(ctx) });
      return { deleted: true } as const;
    }),
};

/** Codes from an app, beside the password. */
export const secondFactorRouter = router({
  begin: procedure
    .input(beginFactorInput)
    .output(newFactorDto)
    .mutation(({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      return beginSecondFactor(ctx.core, { ...input, userId, address: addressOf(ctx) });
    }),
  confirm: procedure
    .input(codeInput)
    .output(recoveryCodesDto)
    .mutation(({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      return confirmSecondFactor(ctx.core, { ...input, userId, sessionId: ctx.principal.sessionId });
    }),
  renewCodes: procedure
    .input(codeInput)
    .output(recoveryCodesDto)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.core, { ...input, userId: requireUser(ctx.principal).id })),
  remove: procedure
    .input(removeFactorInput)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      await removeSecondFactor(ctx.core, { ...input, userId, address: addressOf(ctx) });
      return { removed: true } as const;
    }),
});
