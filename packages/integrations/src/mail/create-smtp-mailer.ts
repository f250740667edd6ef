import { createTransport } from "nodemailer";

import { ProviderUnavailableError, type Mail, type Mailer } from "#contracts/index.ts";
import { createGuard, type GuardSettings } from "#resilience/index.ts";

import { explainSmtp, TurnedDown } from "./explain-smtp.ts";

export interface SmtpMailerOptions extends GuardSettings {
  /**
   * `smtps://user:password@host:465`, or `smtp://…:587`, which turns to TLS when the server offers it; `?requireTLS=true` sends
   * nothing without.
   */
  readonly url: string;
}

/**
 * Sends mail by SMTP, a connection for each. A server that cannot be reached or will not let us in is left alone by the guard; one
 * that turns a single mail down for now is well, and other mail goes on.
 */
export function createSmtpMailer({ url, ...settings }: SmtpMailerOptions): Mailer {
  const { timeoutMs = 20_000 } = settings;
  const guard = createGuard({ name: "mail", maxConcurrent: 5, ...settings, timeoutMs });
  const patience = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const open = () => createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(mail, { signal } = {}) {
      const transport = open();
      try {
        await guard.run(() => transport.sendMail(toMessage(mail)).catch(explainSmtp), signal);
      } catch (error) {
        if (!(error instanceof TurnedDown)) throw error;
        throw new ProviderUnavailableError(error.message, { cause: error, maybeDone: false });
      } finally {
        transport.close();
      }
    },
    async check() {
      const transport = open();
      try {
        await transport.verify().catch(explainSmtp);
      } finally {
        transport.close();
      }
    },
  };
}

function toMessage({ id, from, to, subject, text, html }: Mail) {
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    messageId: `<${id}@${domain}>`,
    from,
    // As an object: commas and brackets in it name no second receiver.
    to: { name: "", address: to },
    subject,
    text,
    ...(html !== undefined && { html }),
    // Nobody is to answer a machine with "I am on holiday".
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
