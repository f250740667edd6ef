import type { Mailer } from "#contracts/index.ts";
import { createSandboxMailer, createSmtpMailer } from "#mail/index.ts";
import { guardSettings, type VendorEnv } from "#vendor-env/index.ts";

/** How mail leaves: by `SMTP_URL`, else into the sandbox's inbox, else not at all. */
export function openMailer(env: VendorEnv): Mailer | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_SANDBOX_BASE: baseUrl } = env;
  if (url !== undefined && from === undefined) {
    throw new Error("Set MAIL_FROM to the address that mail comes from, along with SMTP_URL.");
  }
  const guard = guardSettings(env, "SMTP");
  if (url !== undefined) return createSmtpMailer({ url, ...guard });
  return baseUrl === undefined ? undefined : createSandboxMailer({ baseUrl, ...guard });
}
