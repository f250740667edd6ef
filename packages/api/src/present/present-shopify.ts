import { z } from "zod";

import type { PrivacyRequestView, ShopifyIntegrationView } from "@cartwright/core/shopify/views";

import type { IntegrationDto, PrivacyRequestDto } from "#schemas/shopify.ts";

import { presentInstant } from "./present-money.ts";

export function presentIntegration(view: ShopifyIntegrationView): IntegrationDto {
  return {
    ...view,
    scopes: [...view.scopes],
    accessTokenExpiresAt: presentInstant(view.accessTokenExpiresAt),
    refreshTokenExpiresAt: presentInstant(view.refreshTokenExpiresAt),
    webhooksCheckedAt: presentInstant(view.webhooksCheckedAt),
    installedAt: view.installedAt.toISOString(),
    uninstalledAt: presentInstant(view.uninstalledAt),
  };
}

export function presentPrivacyRequest(view: PrivacyRequestView): PrivacyRequestDto {
  return {
    ...view,
    orderIds: [...view.orderIds],
    requestedAt: view.requestedAt.toISOString(),
    dueAt: view.dueAt.toISOString(),
    completedAt: presentInstant(view.completedAt),
    result: z.json().parse(view.result),
  };
}
