import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

const integrationDto = z.object({
  id: z.string(),
  shopDomain: z.string(),
  shopName: z.string().nullable(),
  currency: z.string().nullable(),
  grant: z.enum(["authorization_code", "client_credentials"]),
  state: z.enum(["active", "uninstalled", "needs_reauthorization"]),
  stateReason: z.string().nullable(),
  apiVersion: z.string(),
  answeredVersion: z.string().nullable(),
  scopes: z.array(z.string()),
  accessTokenExpiresAt: instant.nullable(),
  refreshTokenExpiresAt: instant.nullable(),
  webhooksCheckedAt: instant.nullable(),
  webhooksRepaired: z.int(),
  webhooksError: z.string().nullable(),
  installedAt: instant,
  uninstalledAt: instant.nullable(),
});
export const integrationPageDto = z.object({ items: z.array(integrationDto), nextCursor });

const privacyRequestDto = z.object({
  id: z.string(),
  integrationId: z.string(),
  shopDomain: z.string(),
  kind: z.enum(["data_request", "customer_redact", "shop_redact"]),
  customerId: z.string().nullable(),
  orderIds: z.array(z.string()),
  requestedAt: instant,
  dueAt: instant,
  completedAt: instant.nullable(),
  result: z.json(),
});
export const privacyRequestPageDto = z.object({ items: z.array(privacyRequestDto), nextCursor });

export const listIntegrationsInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(25) });
export const listPrivacyRequestsInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(25) });
export const connectOwnShopInput = z.object({ shop: z.string().min(1).max(100) });
export const connectedShopDto = z.object({ integrationId: z.string(), shopDomain: z.string() });
export const integrationIdInput = z.object({ integrationId: idInput });
export const checkedShopDto = z.object({ enqueued: z.boolean() });
export const privacyRequestIdInput = z.object({ requestId: idInput });
export const completedDto = z.object({ requestId: z.string() });

export type IntegrationDto = z.infer<typeof integrationDto>;
export type PrivacyRequestDto = z.infer<typeof privacyRequestDto>;
