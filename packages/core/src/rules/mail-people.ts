import type { Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { queueMail } from "#mail/queue-mail.ts";

import { valuesOf, type Step } from "./acting.ts";
import type { Action } from "./definition.ts";
import { renderText } from "./render-text.ts";

type Mail = Extract<Action, { do: "mail" }>;

const mostAdmins = 100;

/**
 * Puts a mail to each of the people that a rule names in line, with what stands in braces filled in.
 *
 * @throws DomainError `not_found` when there is nobody to write to
 */
export async function mailPeople(tx: Tx, ctx: Ctx, step: Step<Mail>): Promise<undefined> {
  const { action } = step;
  const values = valuesOf(step);
  const subject = renderText(action.subject, values).replaceAll(/\s+/g, " ");
  const text = renderText(action.text, values);
  const people = await addressesOf(tx, ctx, step);
  if (people.length === 0) throw new DomainError("not_found", {}, { message: "there is nobody to write to" });
  for (const to of people) await queueMail(tx, ctx, { to, subject, text, kind: "rule" });
  return undefined;
}

async function addressesOf(tx: Tx, { organizationId }: Ctx, { action, subject }: Step<Mail>): Promise<string[]> {
  if (action.to === "address") return action.address === undefined ? [] : [action.address];
  if (action.to === "customer") {
    const email = subject.fields["order.email"] ?? subject.fields["customer.email"];
    return typeof email === "string" ? [email] : [];
  }
  const admins = await tx.member.findMany({
    where: { organizationId, role: { in: ["owner", "admin"] } },
    select: { user: { select: { email: true } } },
    orderBy: { createdAt: "asc" },
    take: mostAdmins,
  });
  return admins.map(({ user }) => user.email);
}
