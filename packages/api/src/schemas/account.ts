import { z } from "zod";

export const registerInput = z.object({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  password: z.string().min(10).max(200),
});

export const accountDto = z
  .object({ customerId: z.string(), userId: z.string(), email: z.string(), name: z.string() })
  .meta({ id: "Account" });

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
