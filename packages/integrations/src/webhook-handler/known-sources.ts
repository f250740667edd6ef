import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import type { WebhookSource } from "../contracts/webhook-source.ts";
import { type Secrets, signatureVerifiers } from "../signatures/index.ts";
import { createWebhookHandler } from "./create-webhook-handler.ts";

/** GitHub: repeats of a delivery keep its id. */
export function githubWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  return createWebhookHandler({
    name: "github",
    verifier: signatureVerifiers.github({ secrets }),
    describe: (message) => ({
      accountId: "",
      externalId: message.header("x-github-delivery"),
      topic: message.header("x-github-event"),
    }),
  });
}

/** Shopify: one event fans out to several topics, so the topic is part of what makes a message the same. */
export function shopifyWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  return createWebhookHandler({
    name: "shopify",
    verifier: signatureVerifiers.shopify({ secrets }),
    describe(message) {
      const topic = message.header("x-shopify-topic");
      const externalId = `${topic}:${message.header("x-shopify-webhook-id")}`;
      return { accountId: message.header("x-shopify-shop-domain"), externalId, topic };
    },
  });
}

const erpMessage = z.object({ eventId: z.string().min(1), event: z.string().min(1) });

/** The ERP that the sandbox plays. */
export function erpWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  return createWebhookHandler({
    name: "erp",
    verifier: signatureVerifiers.timestampedHeader("x-erp-signature", { secrets }),
    describe(message) {
      const read = erpMessage.safeParse(message.json());
      if (!read.success) throw new InvalidSignatureError("the message is signed, but is not one that we can read");
      return { accountId: "", externalId: read.data.eventId, topic: read.data.event };
    },
  });
}
