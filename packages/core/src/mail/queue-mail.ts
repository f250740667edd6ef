import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { seal } from "#secrets/secret-box.ts";

export interface MailToQueue {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  /** What it is about, for lists and logs: `verify-email`, `low-stock`. */
  readonly kind: string;
}

/**
 * Puts a mail in line: it is sent if and only if the caller's transaction commits, at least once, soon after. The words are kept
 * sealed until then and nowhere else: the job, its page and its history know the mail by its id.
 *
 * For short transactions only, as `enqueueInTransaction`.
 */
export async function queueMail(tx: Tx, scope: Scope, mail: MailToQueue): Promise<void> {
  const { organizationId, requestId, settings } = scope;
  const { to, subject, text, html, kind } = mail;
  const mailId = newId();
  await tx.mail.create({
    data: {
      id: mailId,
      organizationId,
      kind,
      recipient: to,
      // A line break would begin the next header.
      subject: subject.replaceAll(/\s+/g, " ").trim().slice(0, 300),
      sealedBody: seal(settings.encryptionKey, JSON.stringify({ text, html })),
      createdAt: scope.now(),
    },
    select: { id: true },
  });
  await enqueueInTransaction(tx, "send-mail", { organizationId, mailId, requestId });
}
