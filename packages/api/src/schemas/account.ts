import { z } from "zod";

export const email = z.email().max(254);
/** One that is to be had from now on. */
export const newPassword = z.string().min(10).max(200);
/** One that somebody says they have. */
const password = z.string().min(1).max(200);
export const token = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "What stands behind # in the link that was mailed." });
const code = z.string().trim().min(6).max(40);

export const registerInput = z.object({ email, name: z.string().trim().min(1).max(120), password: newPassword });
export const confirmInput = z.object({ token, password });
export const askResetInput = z.object({ email });
export const resetInput = z.object({ token, password: newPassword });
export const confirmEmailInput = z.object({ token });
export const changeEmailInput = z.object({ email, password });
export const changePasswordInput = z.object({ password, newPassword });
export const beginFactorInput = z.object({ password });
export const codeInput = z.object({ code });
export const removeFactorInput = z.object({ password, code });

export const removeIdentityInput = z.object({ provider: z.string().min(1).max(40), password });

/** Null for an account that has none. */
export const deleteAccountInput = z.object({ password: password.nullable() });

export const checkMailDto = z.object({ checkMail: z.literal(true) }).meta({
  id: "CheckMail",
  description: "The same answer whether there is an account or not; the rest is in the mail.",
});

export const ownEmailDto = z.object({ email: z.string() }).meta({ id: "OwnEmail" });

export const accountDto = z
  .object({ customerId: z.string(), userId: z.string(), email: z.string(), name: z.string() })
  .meta({ id: "Account" });

export const securityDto = z.object({
  email: z.string(),
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  recoveryCodesLeft: z.int().nullable(),
  identities: z.array(z.string()),
});

export const newFactorDto = z.object({ secret: z.string(), uri: z.string() });

export const recoveryCodesDto = z.object({ recoveryCodes: z.array(z.string()) });

export const profileDto = z
  .object({ name: z.string(), phone: z.string().nullable().meta({ example: "+358401234567" }) })
  .meta({ id: "Profile" });

export const updateProfileInput = z.object({
  name: z.string().trim().min(1).max(120),
  phone: z.string().trim().max(40).nullable().meta({ description: "As one writes it; null: none." }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("FI")
    .meta({ description: "Whose national way of writing a number is understood beside `+…`." }),
});

export const sessionsDto = z.array(
  z.object({
    id: z.string(),
    address: z.string(),
    userAgent: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    isCurrent: z.boolean(),
  }),
);

export const endSessionInput = z.object({ sessionId: z.uuid() });

export const endedSessionsDto = z.object({ ended: z.int() });

export const whoamiDto = z
  .object({
    type: z.enum(["guest", "customer", "member", "api_key", "system"]),
    organizationId: z.string(),
    user: z.object({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
    customerId: z.string().nullable(),
    role: z.enum(["owner", "admin", "staff"]).nullable(),
    permissions: z.array(z.string()).meta({ description: "What this caller may do; `*` is everything." }),
  })
  .meta({ id: "Caller" });

export type AccountDto = z.infer<typeof accountDto>;
export type WhoamiDto = z.infer<typeof whoamiDto>;
