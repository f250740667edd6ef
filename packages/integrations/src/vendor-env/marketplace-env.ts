import { z } from "zod";

import { guardEnv } from "./guard-env.ts";

/** What an environment says of marketplaces. One whose keys are not set is closed. */
export const marketplaceEnv = {
  ETSY_KEYSTRING: z.string().min(1).optional(),
  ETSY_SHARED_SECRET: z.string().min(1).optional(),
  ETSY_API_BASE: z.url().optional(),
  ...guardEnv("ETSY"),
  AMAZON_CLIENT_ID: z.string().min(1).optional(),
  AMAZON_CLIENT_SECRET: z.string().min(1).optional(),
  AMAZON_REGION: z.enum(["na", "eu", "fe"]).default("eu"),
  AMAZON_MARKETPLACE_IDS: z
    .string()
    .regex(/^[A-Z0-9]+(,[A-Z0-9]+){0,49}$/, "must be one to fifty marketplace ids with commas between them")
    .transform((ids) => ids.split(","))
    .optional(),
  AMAZON_API_BASE: z.url().optional(),
  ...guardEnv("AMAZON"),
  /** The service that judges receipts one by one. */
  MARKETPLACE_API_BASE: z.url().optional(),
  MOCK_ETSY_USER: z.string().min(1).default("etsy_user"),
  MOCK_ETSY_PASS: z.string().min(1).default("etsy_pass"),
  MOCK_SHOPIFY_USER: z.string().min(1).default("shopify_user"),
  MOCK_SHOPIFY_PASS: z.string().min(1).default("shopify_pass"),
  MOCK_AMAZON_USER: z.string().min(1).default("amazon_user"),
  MOCK_AMAZON_PASS: z.string().min(1).default("amazon_pass"),
  ...guardEnv("MARKETPLACE"),
};
