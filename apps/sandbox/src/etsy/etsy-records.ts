/** Etsy's wire objects as far as the sandbox knows them; names and types as in Open API v3 of September 2026. */
export interface EtsyMoney {
  amount: number;
  divisor: number;
  currency_code: string;
}

export interface EtsyTransaction {
  transaction_id: number;
  title: string;
  description: string;
  seller_user_id: number;
  buyer_user_id: number;
  create_timestamp: number;
  created_timestamp: number;
  paid_timestamp: number | null;
  shipped_timestamp: number | null;
  quantity: number;
  listing_image_id: number | null;
  receipt_id: number;
  is_digital: boolean;
  file_data: string;
  listing_id: number;
  transaction_type: string;
  product_id: number;
  sku: string | null;
  price: EtsyMoney;
  shipping_cost: EtsyMoney;
  variations: { property_id: number; value_id: number | null; formatted_name: string; formatted_value: string }[];
  product_data: EtsyProduct["property_values"];
  shipping_profile_id: number | null;
  min_processing_days: number | null;
  max_processing_days: number | null;
  shipping_method: string | null;
  shipping_upgrade: string | null;
  expected_ship_date: number | null;
  buyer_coupon: number;
  shop_coupon: number;
}

export interface EtsyReceipt {
  receipt_id: number;
  receipt_type: number;
  seller_user_id: number;
  seller_email: string | null;
  buyer_user_id: number;
  buyer_email: string | null;
  name: string;
  first_line: string | null;
  second_line: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  status: "paid" | "completed" | "open" | "payment processing" | "canceled" | "fully refunded" | "partially refunded";
  formatted_address: string | null;
  country_iso: string | null;
  payment_method: string;
  payment_email: string | null;
  message_from_seller: string | null;
  message_from_buyer: string | null;
  message_from_payment: string | null;
  is_paid: boolean;
  is_shipped: boolean;
  create_timestamp: number;
  created_timestamp: number;
  update_timestamp: number;
  updated_timestamp: number;
  is_gift: boolean;
  gift_message: string;
  gift_sender: string;
  grandtotal: EtsyMoney;
  subtotal: EtsyMoney;
  total_price: EtsyMoney;
  total_shipping_cost: EtsyMoney;
  total_tax_cost: EtsyMoney;
  total_vat_cost: EtsyMoney;
  discount_amt: EtsyMoney;
  gift_wrap_price: EtsyMoney;
  shipments: {
    receipt_shipping_id: number | null;
    shipment_notification_timestamp: number;
    carrier_name: string;
    tracking_code: string;
  }[];
  transactions: EtsyTransaction[];
  refunds: {
    amount: EtsyMoney;
    created_timestamp: number;
    reason: string | null;
    note_from_issuer: string | null;
    status: string | null;
  }[];
}

export interface EtsyProduct {
  product_id: number;
  sku: string;
  is_deleted: boolean;
  offerings: {
    offering_id: number;
    quantity: number;
    is_enabled: boolean;
    is_deleted: boolean;
    price: EtsyMoney;
    readiness_state_id: number | null;
  }[];
  property_values: {
    property_id: number;
    property_name: string | null;
    scale_id: number | null;
    scale_name: string | null;
    value_ids: number[];
    values: string[];
  }[];
}

export interface EtsyInventory {
  products: EtsyProduct[];
  price_on_property: number[];
  quantity_on_property: number[];
  sku_on_property: number[];
  readiness_state_on_property: number[];
}

export interface EtsyListing {
  listing_id: number;
  shop_id: number;
  title: string;
  state: "active" | "inactive" | "sold_out" | "draft" | "expired";
  currency: string;
  inventory: EtsyInventory;
}
