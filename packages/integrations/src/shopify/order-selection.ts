import { nested, type SelectedFor } from "./product-selection.ts";

const amount = "{ shopMoney { amount currencyCode } }";

const lineFields = `
  id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping
  variant { id inventoryItem { id } }
  originalUnitPriceSet ${amount} totalDiscountSet ${amount}
  taxLines { priceSet ${amount} }`;

/** A page's order brings this many lines along; the others are read by pages of their own. */
export const linesAtOnce = 20;

/** What we ask of an order. */
export function orderSelection(selectedFor: SelectedFor): string {
  return `
    id name createdAt processedAt updatedAt cancelledAt cancelReason test sourceName currencyCode taxesIncluded
    email phone displayFinancialStatus displayFulfillmentStatus
    totalShippingPriceSet ${amount} totalTaxSet ${amount} totalPriceSet ${amount} totalRefundedSet ${amount}
    customer { id displayName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
    shippingAddress { name company address1 address2 city provinceCode zip countryCodeV2 phone }
    shippingLine { title }
    fulfillments(first: 5) { id status createdAt trackingInfo(first: 1) { company number url } }
    ${nested("lineItems", linesAtOnce, lineFields, selectedFor)}`;
}

/** A page of one order's further lines. */
export const linePageSelection = `nodes { ${lineFields} } pageInfo { hasNextPage endCursor }`;
