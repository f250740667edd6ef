import { createSandboxMailer, createSmtpMailer } from "@cartwright/integrations/mail";

import type { Finding, Patient } from "./run-doctor.ts";

const what = "mail";
const timeoutMs = 5_000;

/** Whether mail can leave: the server is there and lets us in. Nothing is sent. */
export async function checkMail({ env: { inherited }, sandboxUrl }: Patient): Promise<Finding> {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_SANDBOX_BASE: baseUrl = sandboxUrl } = inherited;
  if (url === undefined && baseUrl === undefined) {
    const advice = "Set SMTP_URL and MAIL_FROM; until then mail waits, and is given up on after two hours";
    return { what, state: "warning", detail: "no way out", advice };
  }
  if (url !== undefined && from === undefined) {
    const advice = "Set MAIL_FROM to the address that mail comes from";
    return { what, state: "failed", detail: "SMTP_URL is set without MAIL_FROM", advice };
  }
  try {
    if (url !== undefined) await createSmtpMailer({ url, timeoutMs }).check();
    else if (baseUrl !== undefined) await createSandboxMailer({ baseUrl, timeoutMs }).check();
    const where = url === undefined ? `the sandbox's inbox at ${baseUrl}/inbox` : `the server at ${hostOf(url)}`;
    return { what, state: "ok", detail: `goes to ${where}` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { what, state: "failed", detail, advice: "Check SMTP_URL and the way out of this network" };
  }
}

// Never with the password that stands before it.
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}
