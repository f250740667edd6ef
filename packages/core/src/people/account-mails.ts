import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { composeMail, type MailWords } from "#mail/compose-mail.ts";
import { queueMail } from "#mail/queue-mail.ts";

/** What we write to people about their accounts. `url` is where a link leads. */
export type AccountMail =
  | { readonly kind: "register" | "verify" | "reset" | "change-email"; readonly url: string }
  | { readonly kind: "account-exists" | "address-in-use"; readonly url: string }
  | { readonly kind: "password-changed" | "second-factor-on" | "second-factor-off" }
  | { readonly kind: "identity-linked"; readonly provider: string }
  | { readonly kind: "email-changed"; readonly newEmail: string };

type Written = Omit<MailWords, "shop"> & { readonly subject: string };

const notYou = "You did not ask for this? Then you need not do anything.";
const beware = "Was that not you? Set a new password at once with “Forgot your password?” on the sign-in page.";

/** Puts a mail about somebody's account in line, in the shop's name. */
export async function queueAccountMail(
  tx: Tx,
  scope: Scope,
  { to, mail }: { to: string; mail: AccountMail },
): Promise<void> {
  const { name: shop } = await tx.organization.findUniqueOrThrow({
    where: { id: scope.organizationId },
    select: { name: true },
  });
  const { subject, ...words } = write(mail, shop);
  await queueMail(tx, scope, { to, subject, kind: mail.kind, ...composeMail({ shop, ...words }) });
}

function write(mail: AccountMail, shop: string): Written {
  switch (mail.kind) {
    case "register":
    case "verify":
    case "reset":
    case "change-email":
      return writeLink(mail.kind, mail.url, shop);
    case "account-exists":
    case "address-in-use":
      return writeTaken(mail.kind, mail.url, shop);
    case "email-changed":
      return {
        subject: `Your e-mail at ${shop} was changed`,
        heading: "Your e-mail was changed",
        paragraphs: [`From now on you sign in with ${mail.newEmail}, and we write there.`],
        note: `Was that not you? Write to ${shop} at once.`,
      };
    case "identity-linked":
      return {
        subject: `Another way into your account at ${shop}`,
        heading: "Another way in",
        paragraphs: [`Somebody who is signed in at ${mail.provider} with your address can sign in to your account.`],
        note: `Was that not you? Remove it under “Sign-in and security”, and look after your account at ${mail.provider}.`,
      };
    case "password-changed":
      return {
        subject: `Your password at ${shop} was changed`,
        heading: "Your password was changed",
        paragraphs: ["Everybody who was signed in elsewhere with the old one is signed out."],
        note: beware,
      };
    case "second-factor-on":
    case "second-factor-off":
      return {
        subject: `Your second step at ${shop} was turned ${mail.kind === "second-factor-on" ? "on" : "off"}`,
        heading: `The second step is ${mail.kind === "second-factor-on" ? "on" : "off"}`,
        paragraphs: [
          mail.kind === "second-factor-on"
            ? "From now on signing in takes a code from your app as well."
            : "From now on your password alone lets you in.",
        ],
        note: beware,
      };
  }
}

const links = {
  register: {
    subject: "Confirm your account at",
    heading: "One step left",
    body: "Confirm that this is your address, with the password that you chose. The link works for a day.",
    label: "Confirm your account",
  },
  verify: {
    subject: "Confirm your address at",
    heading: "Is this your address?",
    body: "Confirm it, and orders that you placed with it before you had an account show in your account. The link works for a day.",
    label: "Confirm your address",
  },
  reset: {
    subject: "Set a new password at",
    heading: "Set a new password",
    body: "Choose a new one; you are signed out everywhere then. The link works for an hour, once.",
    label: "Set a new password",
  },
  "change-email": {
    subject: "Confirm your new address at",
    heading: "Is this your new address?",
    body: "Confirm it, and you sign in with it from then on. The link works for a day.",
    label: "Confirm your new address",
  },
} as const;

function writeLink(kind: keyof typeof links, url: string, shop: string): Written {
  const { subject, heading, body, label } = links[kind];
  return { subject: `${subject} ${shop}`, heading, paragraphs: [body], action: { label, url }, note: notYou };
}

// Only whoever reads the mailbox learns that there is an account.
function writeTaken(kind: "account-exists" | "address-in-use", url: string, shop: string): Written {
  const asked =
    kind === "account-exists" ? "wanted to make an account" : "wanted to move their account to this address";
  return {
    subject: `You have an account at ${shop}`,
    heading: "You have an account already",
    paragraphs: [`Somebody, perhaps you, ${asked}. There is one with it already, so nothing was changed.`],
    action: { label: "Sign in", url },
    note: `${notYou} If you forgot your password, the sign-in page helps.`,
  };
}
