import { z } from "zod";

import { guardEnv } from "./guard-env.ts";

const fromHint = "set MAIL_FROM to the address that mail comes from, like Havu <shop@havu.example>";

/** What an environment says of mail. Without a way out mail waits in the queue. */
export const mailEnv = {
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "set SMTP_URL to a URL like smtps://user:password@host:465 or smtp://user:password@host:587",
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^(?:[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, fromHint)
    .optional(),
  /** Demo only: the sandbox's inbox takes the mail. */
  MAIL_SANDBOX_BASE: z.url().optional(),
  ...guardEnv("SMTP"),
  // Servers that look a mail over before they take it are slow.
  SMTP_TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(20_000),
  SMTP_MAX_CONCURRENT: z.coerce.number().int().min(1).max(10_000).default(5),
};
