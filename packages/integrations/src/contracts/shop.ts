/** An amount as a decimal string with its currency: `{ amount: "59.98", currency: "EUR" }`. */
export interface ShopMoney {
  readonly amount: string;
  readonly currency: string;
}

export interface ShopOrderLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: ShopMoney;
  readonly total: ShopMoney;
}

export interface ShopAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

export interface ShopOrder {
  readonly orderId: string;
  /** What the shopper reads. */
  readonly number: string;
  readonly status: "pending" | "paid" | "shipped" | "delivered" | "cancelled";
  readonly email: string;
  readonly total: ShopMoney;
  readonly lines: readonly ShopOrderLine[];
  readonly shippingAddress: ShopAddress | null;
  readonly placedAt: Date;
}

export interface ShopParcel {
  readonly orderId: string;
  readonly trackingNumber?: string | undefined;
  readonly carrier?: string | undefined;
  /** Of whatever caused it, so that the order's story can be followed. */
  readonly requestId?: string | undefined;
}

/** One variant's goods at the shop's own place. */
export interface ShopStock {
  readonly sku: string;
  /** On the shelf. */
  readonly onHand: number;
  /** Of those, promised to orders that have not left. */
  readonly reserved: number;
}

export interface StockCorrection {
  readonly sku: string;
  readonly onHand: number;
  /** For the ledger: "ERP count". */
  readonly reason: string;
  readonly requestId?: string | undefined;
}

/**
 * What an integration can ask of the shop that it belongs to. All of it is safe to repeat, is written into the audit log
 * under the integration's name, and sees nothing of other organizations.
 */
export interface Shop {
  /** Null when there is no such order. */
  readOrder(orderId: string): Promise<ShopOrder | null>;
  /**
   * Marks all that is left of an order as sent. One that has left already is left alone, and answers false. Refuses an order that
   * is not paid, was cancelled, or is not there.
   */
  shipOrder(parcel: ShopParcel): Promise<boolean>;
  /** By SKU, in one query; a SKU that the shop does not sell is not in the answer. */
  readStock(skus: readonly string[]): Promise<ReadonlyMap<string, ShopStock>>;
  /**
   * Sets what is on the shelf; the same number again changes and tells nothing. Refuses a SKU that the shop does not sell, and
   * fewer than are promised to orders.
   */
  setStock(correction: StockCorrection): Promise<void>;
}
