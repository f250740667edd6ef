import { z } from "zod";

import type { Mail as StoredMail } from "@cartwright/db";
import type { Mail } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { GiveUp } from "#jobs/give-up.ts";
import { unseal } from "#secrets/secret-box.ts";

const body = z.object({ text: z.string(), html: z.string().optional() });

/**
 * Sends one mail that was put in line, and forgets its words once it is on its way. A second call finds it sent. A worker that dies
 * between the two sends it twice, under the same message id.
 *
 * @throws GiveUp when the mail server will never take it: the row says why. Anything else that is thrown may be over next time.
 */
export async function sendMail(
  services: Services,
  { organizationId, mailId }: { organizationId: string; mailId: string },
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ sent: boolean }> {
  const { mailer, settings, db } = services;
  const stored = await db.prisma.mail.findFirst({ where: { id: mailId, organizationId } });
  if (!stored || stored.state === "sent" || !stored.sealedBody) return { sent: false };
  if (!mailer || settings.mailFrom === undefined) {
    throw new Error("no mail can leave: set SMTP_URL and MAIL_FROM for the worker");
  }
  const mail = toMail(stored, settings.mailFrom, unseal(settings.encryptionKey, stored.sealedBody));
  try {
    await mailer.send(mail, { signal });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ProviderRefusedError") throw error;
    await db.prisma.mail.update({
      where: { id: mailId, organizationId },
      data: { state: "refused", failure: error.message },
    });
    throw new GiveUp(error.message, { cause: error });
  }
  await db.prisma.mail.update({
    where: { id: mailId, organizationId },
    data: { state: "sent", sealedBody: null, failure: null, sentAt: services.now() },
  });
  return { sent: true };
}

function toMail({ id, recipient: to, subject }: StoredMail, from: string, words: string): Mail {
  return { id, from, to, subject, ...body.parse(JSON.parse(words)) };
}
