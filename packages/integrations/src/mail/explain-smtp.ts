import { z } from "zod";

import { ProviderRefusedError, ProviderUnavailableError } from "#contracts/index.ts";

/** The server is well and does not take this one mail for now (greylisting, a full mailbox). */
export class TurnedDown extends Error {
  override readonly name = "TurnedDown";
}

// What nodemailer puts on its errors: its own code, the server's reply, and what we had said.
const failure = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  rejectedErrors: z
    .array(z.object({ responseCode: z.number().optional(), response: z.string().optional() }))
    .optional(),
});

const aboutTheMail = /^(MAIL FROM|RCPT TO|DATA)/;

/**
 * Says a failed conversation in our words. A 5xx about sender, receiver or text is final (RFC 5321, 4.2.1); one at the greeting or
 * the sign-in is about our settings, and mail waits until those are right.
 */
export function explainSmtp(cause: unknown): never {
  const { code, command = "", ...reply } = failure.safeParse(cause).data ?? {};
  const [rejected] = reply.rejectedErrors ?? [];
  const status = rejected?.responseCode ?? reply.responseCode;
  const words = firstLine(rejected?.response ?? reply.response ?? (cause instanceof Error ? cause.message : ""));
  const isAboutTheMail = code === "EENVELOPE" || code === "EMESSAGE" || aboutTheMail.test(command);
  if (isAboutTheMail && status !== undefined && status >= 500) {
    throw new ProviderRefusedError(`the mail server refused: ${words}`, { code: String(status), cause });
  }
  // An address that cannot be sent to was never shown to the server.
  if (code === "EENVELOPE" && status === undefined) {
    throw new ProviderRefusedError(`the mail cannot be sent: ${words}`, { code, cause });
  }
  if (isAboutTheMail && status !== undefined) throw new TurnedDown(`not taken for now: ${words}`, { cause });
  if (code === "EAUTH") {
    throw new ProviderUnavailableError(`the mail server does not let us in: ${words}`, { cause, maybeDone: false });
  }
  throw new ProviderUnavailableError(`the mail server could not be reached, or broke off: ${words}`, { cause });
}

// Servers like to name the address that they refuse, and these words end up in logs and the history of jobs.
function firstLine(text: string): string {
  const [line = ""] = text.split(/[\r\n]/, 1);
  return line.replaceAll(/<?[^\s<>@]+@[^\s<>@]+[\w]>?/g, "<address>").slice(0, 300);
}
