import { askForCheck } from "@cartwright/core/shopify/ask-for-check";
import { connectOwnShop } from "@cartwright/core/shopify/install/connect-own-shop";
import { listIntegrations } from "@cartwright/core/shopify/list-integrations";
import { completeDataRequest } from "@cartwright/core/shopify/privacy/complete-data-request";
import { listPrivacyRequests } from "@cartwright/core/shopify/privacy/list-privacy-requests";

import { presentIntegration, presentPrivacyRequest } from "#present/present-shopify.ts";
import {
  checkedShopDto,
  completedDto,
  connectedShopDto,
  connectOwnShopInput,
  integrationIdInput,
  integrationPageDto,
  listIntegrationsInput,
  listPrivacyRequestsInput,
  privacyRequestIdInput,
  privacyRequestPageDto,
} from "#schemas/shopify.ts";
import { procedure } from "#trpc.ts";

/** Connected shops and what privacy laws ask of them; an installation by a merchant goes over `/api/shopify/install`. */
export const adminShopifyLink = {
  integrations: procedure
    .input(listIntegrationsInput)
    .output(integrationPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listIntegrations(ctx.core, input);
      return { items: items.map(presentIntegration), nextCursor };
    }),
  connect: procedure
    .input(connectOwnShopInput)
    .output(connectedShopDto)
    .mutation(({ ctx, input }) => connectOwnShop(ctx.core, input)),
  check: procedure
    .input(integrationIdInput)
    .output(checkedShopDto)
    .mutation(async ({ ctx, input }) => {
      await askForCheck(ctx.core, input);
      return { enqueued: true };
    }),
  privacyRequests: procedure
    .input(listPrivacyRequestsInput)
    .output(privacyRequestPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listPrivacyRequests(ctx.core, input);
      return { items: items.map(presentPrivacyRequest), nextCursor };
    }),
  completeDataRequest: procedure
    .input(privacyRequestIdInput)
    .output(completedDto)
    .mutation(async ({ ctx, input }) => {
      await completeDataRequest(ctx.core, input);
      return input;
    }),
};
