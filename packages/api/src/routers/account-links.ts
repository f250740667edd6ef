import { askForReset, askToRegister } from "@cartwright/core/people/ask-for-link";
import { confirmEmail } from "@cartwright/core/people/confirm-email";
import { confirmRegistration } from "@cartwright/core/people/confirm-registration";
import { resetPassword } from "@cartwright/core/people/reset-password";

import type { ApiContext } from "#context.ts";
import {
  accountDto,
  askResetInput,
  checkMailDto,
  confirmEmailInput,
  confirmInput,
  ownEmailDto,
  registerInput,
  resetInput,
} from "#schemas/account.ts";
import { procedure } from "#trpc.ts";

/** Where the caller is, for limits that count before anybody has signed in. */
export function addressOf({ address = "unknown" }: ApiContext): string {
  return address;
}

/** What is done with links that are mailed. Asking answers the same whether there is an account or not. */
export const linkProcedures = {
  register: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/account",
        status: 202,
        tag: "Account",
        summary: "Ask for a customer account; a mail has the link that makes it",
      },
    })
    .input(registerInput)
    .output(checkMailDto)
    .mutation(async ({ ctx, input }) => {
      await askToRegister(ctx.core, { ...input, address: addressOf(ctx) });
      return { checkMail: true } as const;
    }),
  confirm: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/account/confirm",
        status: 201,
        tag: "Account",
        summary: "Make the account, with the link and the password that was chosen",
      },
    })
    .input(confirmInput)
    .output(accountDto)
    .mutation(({ ctx, input }) => confirmRegistration(ctx.core, input)),
  askReset: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/account/reset",
        status: 202,
        tag: "Account",
        summary: "Ask for a link that sets a new password",
      },
    })
    .input(askResetInput)
    .output(checkMailDto)
    .mutation(async ({ ctx, input }) => {
      await askForReset(ctx.core, { ...input, address: addressOf(ctx) });
      return { checkMail: true } as const;
    }),
  reset: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/account/reset/confirm",
        tag: "Account",
        summary: "Set a new password with the link",
      },
    })
    .input(resetInput)
    .output(ownEmailDto)
    .mutation(({ ctx, input }) => resetPassword(ctx.core, input)),
  confirmEmail: procedure
    .input(confirmEmailInput)
    .output(ownEmailDto)
    .mutation(({ ctx, input }) => confirmEmail(ctx.core, input)),
};
