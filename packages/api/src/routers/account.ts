import { z } from "zod";

import { DomainError } from "@cartwright/core";
import { readProfile } from "@cartwright/core/customers/read-profile";
import { updateProfile } from "@cartwright/core/customers/update-profile";
import type { Principal } from "@cartwright/core/organizations/principal";
import { heldBy } from "@cartwright/core/organizations/refuse-unheld";

import { requireUser } from "#require-user.ts";
import { accountDto, profileDto, updateProfileInput, whoamiDto } from "#schemas/account.ts";
import { procedure, router } from "#trpc.ts";

import { linkProcedures } from "./account-links.ts";
import { membershipProcedures } from "./account-membership.ts";
import { secondFactorRouter, securityProcedures } from "./account-security.ts";
import { sessionsRouter } from "./account-sessions.ts";

const meDto = accountDto.omit({ customerId: true }).extend({ customerId: z.string().nullable() });

export const accountRouter = router({
  ...linkProcedures,
  ...securityProcedures,
  ...membershipProcedures,
  me: procedure
    .input(z.object({}).optional())
    .output(meDto)
    .query(({ ctx }) => {
      const { id: userId, email, name } = requireUser(ctx.principal);
      return { userId, email, name, customerId: ctx.principal.customer?.id ?? null };
    }),
  profile: procedure
    .meta({ rest: { method: "GET", path: "/account", tag: "Account", summary: "What you told of yourself" } })
    .input(z.object({}).optional())
    .output(profileDto)
    .query(({ ctx }) => readProfile(ctx.core, requireShopper(ctx.principal))),
  updateProfile: procedure
    .meta({ rest: { method: "PATCH", path: "/account", tag: "Account", summary: "Change your name and number" } })
    .input(updateProfileInput)
    .output(profileDto)
    .mutation(({ ctx, input }) => updateProfile(ctx.core, { ...input, ...requireShopper(ctx.principal) })),
  sessions: sessionsRouter,
  secondFactor: secondFactorRouter,
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
        permissions: [...heldBy(actor)],
      };
    }),
});

// Members may be shoppers of their organization, too.
function requireShopper({ user, customer }: Principal): { userId: string; customerId: string } {
  if (!user || !customer) throw new DomainError("forbidden");
  return { userId: user.id, customerId: customer.id };
}
