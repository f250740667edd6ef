import { randomUUID } from "node:crypto";

import { z } from "zod";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { Refusal, parseJsonBody } from "../server/refusal.ts";
import { json, noContent, page } from "../server/reply.ts";
import { renderInboxPage, renderMailBody, renderMessagePage } from "./inbox-pages.ts";

const address = z.string().min(3).max(320).includes("@");

const mailInput = z
  .strictObject({
    to: z.union([address, z.array(address).min(1).max(50)]).transform((to) => (Array.isArray(to) ? to : [to])),
    from: address,
    subject: z.string().max(998),
    text: z.string().optional(),
    html: z.string().optional(),
  })
  .refine((mail) => mail.text !== undefined || mail.html !== undefined, "A mail needs text, html or both");

export interface Mail extends z.output<typeof mailInput> {
  id: string;
  receivedAt: string;
}

const MOST_MAILS = 500;

export interface Inbox {
  mails: BoundedMap<string, Mail>;
  routes: Route[];
}

/** A mail server's stand-in: takes mail over HTTP and shows it to whoever looks. */
export function createInbox(clock: Clock): Inbox {
  const mails = new BoundedMap<string, Mail>(MOST_MAILS);
  const receive = (exchange: Exchange) => {
    const mail = { ...parseJsonBody(exchange, mailInput), id: randomUUID(), receivedAt: clock.now().toISOString() };
    mails.set(mail.id, mail);
    return json({ id: mail.id }, 202);
  };
  const find = (exchange: Exchange) => {
    const mail = mails.get(param(exchange, "id"));
    if (mail === undefined)
      throw new Refusal(404, "not_found", "The sandbox keeps the last 500 mails; this one is not among them.");
    return mail;
  };
  const routes: Route[] = [
    { method: "POST", pattern: "/mail", handle: receive },
    { method: "GET", pattern: "/inbox", handle: () => page(renderInboxPage(mails.newestFirst())) },
    {
      method: "GET",
      pattern: "/inbox.json",
      handle: (exchange) => json({ items: filterByTo(mails, exchange.query.get("to")) }),
    },
    { method: "DELETE", pattern: "/inbox", handle: () => (mails.clear(), noContent()) },
    { method: "GET", pattern: "/inbox/:id/body", handle: (exchange) => renderMailBody(find(exchange).html ?? "") },
    { method: "GET", pattern: "/inbox/:id", handle: (exchange) => page(renderMessagePage(find(exchange))) },
  ];
  return { mails, routes };
}

function filterByTo(mails: BoundedMap<string, Mail>, to: string | null): Mail[] {
  return mails.newestFirst().filter((mail) => to === null || mail.to.includes(to));
}
