import { z } from "zod";

import { formAmount, formCurrency, formExpand, formInteger, formMetadata, formShipping, formText } from "./form.ts";

const productData = z.strictObject({
  name: z.string().min(1),
  description: formText.optional(),
  images: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(8)
    .optional(),
  metadata: formMetadata.optional(),
  tax_code: z.string().optional(),
});

const lineItem = z.strictObject({
  price_data: z.strictObject({
    currency: formCurrency,
    product_data: productData,
    unit_amount: formAmount,
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  }),
  quantity: formInteger.refine((quantity) => quantity >= 1 && quantity <= 999_999, "Invalid quantity"),
  metadata: formMetadata.default({}),
});

const shippingOption = z.strictObject({
  shipping_rate_data: z.strictObject({
    display_name: z.string().min(1),
    type: z.literal("fixed_amount"),
    fixed_amount: z.strictObject({ amount: formAmount, currency: formCurrency }),
    metadata: formMetadata.optional(),
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  }),
});

const paymentIntentData = z.strictObject({
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  description: formText.optional(),
  metadata: formMetadata.optional(),
  receipt_email: formText.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: formShipping.optional(),
  statement_descriptor: formText.optional(),
  statement_descriptor_suffix: formText.optional(),
  transfer_group: formText.optional(),
});

const absoluteUrl = z.url({ protocol: /^https?$/, error: "Not a valid URL" });

/**
 * What a session may be made with: `mode=payment` on Stripe's own page. Whatever Stripe knows beyond this is refused by name
 * rather than taken and ignored.
 */
export const sessionInput = z.strictObject({
  billing_address_collection: z.literal("auto").optional(),
  cancel_url: absoluteUrl.optional(),
  client_reference_id: z.string().max(200).optional(),
  currency: formCurrency.optional(),
  customer: z.string().optional(),
  customer_creation: z.literal("if_required").optional(),
  customer_email: z.email().max(800).optional(),
  expand: formExpand,
  expires_at: formInteger.optional(),
  line_items: z.array(lineItem).min(1).max(100),
  locale: z.string().max(10).optional(),
  metadata: formMetadata.default({}),
  mode: z.literal("payment", { error: "This sandbox simulates mode=payment" }),
  payment_intent_data: paymentIntentData.optional(),
  payment_method_types: z.array(z.literal("card")).min(1).optional(),
  shipping_options: z.array(shippingOption).max(1, "This sandbox simulates one shipping option").optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  success_url: absoluteUrl,
  ui_mode: z.literal("hosted_page", { error: "This sandbox simulates ui_mode=hosted_page" }).optional(),
});
