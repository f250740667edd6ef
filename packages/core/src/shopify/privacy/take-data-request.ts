import type { Prisma, Tx } from "@cartwright/db";

import type { Services } from "#context.ts";

import type { ShopifyMessage } from "../webhooks/shopify-message.ts";
import { answerPrivacyRequest } from "./answer-privacy-request.ts";
import { type PrivacySubject, privacyTables } from "./privacy-tables.ts";

/** A customer asks what is known about them: all of it is collected for staff, who hand it on within 30 days. */
export function takeDataRequest(services: Services, message: ShopifyMessage): Promise<"processed"> {
  return answerPrivacyRequest(services, message, { kind: "data_request", work: collectAll });
}

async function collectAll(tx: Tx, subject: PrivacySubject): Promise<Prisma.InputJsonObject> {
  const found: Record<string, Prisma.InputJsonValue> = {};
  for (const table of privacyTables) found[table.name] = await table.collect(tx, subject);
  return found;
}
