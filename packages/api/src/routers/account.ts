import { z } from "zod";

import { DomainError } from "@cartwright/core";
import { endSessions } from "@cartwright/core/customers/end-sessions";
import { registerCustomer } from "@cartwright/core/customers/register-customer";

import { heldPermissions } from "#permissions.ts";
import { accountDto, registerInput, whoamiDto } from "#schemas/account.ts";
import { procedure, router } from "#trpc.ts";

const profileDto = accountDto.omit({ customerId: true }).extend({ customerId: z.string().nullable() });

export const accountRouter = router({
  register: procedure
    .meta({
      rest: { method: "POST", path: "/account", status: 201, tag: "Account", summary: "Make a customer account" },
    })
    .input(registerInput)
    .output(accountDto)
    .mutation(({ ctx, input }) => registerCustomer(ctx.core, input)),
  me: procedure
    .input(z.object({}).optional())
    .output(profileDto)
    .query(({ ctx }) => {
      const { user, customer } = ctx.principal;
      if (!user) throw new DomainError("forbidden");
      return { userId: user.id, email: user.email, name: user.name, customerId: customer?.id ?? null };
    }),
  signOutEverywhere: procedure
    .input(z.object({}).optional())
    .output(z.object({ signedOut: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      const { user } = ctx.principal;
      if (!user) throw new DomainError("forbidden");
      await endSessions(ctx.core, { userId: user.id });
      return { signedOut: true } as const;
    }),
});

export const authRouter = router({
  whoami: procedure
    .meta({ rest: { method: "GET", path: "/whoami", tag: "Account", summary: "Tell who this credential is" } })
    .input(z.object({}).optional())
    .output(whoamiDto)
    .query(({ ctx }) => {
      const { actor, organizationId, user, customer } = ctx.principal;
      return {
        type: actor.type,
        organizationId,
        user: user && { ...user },
        customerId: customer?.id ?? null,
        role: actor.type === "member" ? actor.role : null,
        permissions: [...heldPermissions(actor)],
      };
    }),
});
