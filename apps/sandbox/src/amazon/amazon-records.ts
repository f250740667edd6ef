/** Orders 2026-01-01 as the sandbox gives them; tests hold them against Amazon's own model. */
export interface AmazonMoney {
  amount: string;
  currencyCode: string;
}

export interface AmazonBreakdown {
  type: string;
  subtotal: AmazonMoney;
}

export interface AmazonOrder {
  orderId: string;
  createdTime: string;
  lastUpdatedTime: string;
  programs: string[];
  salesChannel: { channelName: string; marketplaceId: string; marketplaceName: string };
  buyer?: { buyerName: string; buyerEmail: string };
  recipient?: {
    deliveryAddress: {
      name: string;
      addressLine1: string;
      city: string;
      postalCode: string;
      countryCode: string;
      addressType: string;
    };
  };
  proceeds?: { grandTotal: AmazonMoney; breakdowns: AmazonBreakdown[] };
  fulfillment?: {
    fulfillmentStatus: AmazonStatus;
    fulfilledBy: "MERCHANT" | "AMAZON";
    fulfillmentServiceLevel: string;
  };
  orderItems: AmazonItem[];
  packages?: {
    packageReferenceId: string;
    carrier: string;
    trackingNumber: string;
    packageStatus: { status: string };
    packageItems: { orderItemId: string; quantity: number }[];
  }[];
}

export type AmazonStatus =
  | "PENDING_AVAILABILITY"
  | "PENDING"
  | "UNSHIPPED"
  | "PARTIALLY_SHIPPED"
  | "SHIPPED"
  | "CANCELLED"
  | "UNFULFILLABLE";

export interface AmazonItem {
  orderItemId: string;
  quantityOrdered: number;
  product: { asin: string; title: string; sellerSku: string; price?: { unitPrice: AmazonMoney } };
  proceeds?: { proceedsTotal: AmazonMoney; breakdowns: AmazonBreakdown[] };
  cancellation?: { cancellationExecution: { cancelledBy: string; cancelReason: string } };
  fulfillment?: { quantityFulfilled: number; quantityUnfulfilled: number };
}
