/** An amount as providers take it: an integer in the currency's smallest unit. */
export interface ProviderMoney {
  readonly minor: bigint;
  readonly currency: string;
}

export interface StartPaymentInput {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly paymentId: string;
  /** Sent to the provider so that the same start, repeated after a crash, makes no second payment. */
  readonly idempotencyKey: string;
  readonly amount: ProviderMoney;
  readonly email: string;
  readonly lines: readonly { readonly title: string; readonly quantity: number; readonly unitMinor: bigint }[];
  readonly shippingMinor: bigint;
  readonly discountMinor: bigint;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
}

export interface StartedPayment {
  readonly sessionId: string;
  readonly providerPaymentId: string | null;
  /** Where the shopper pays; null when there is nothing to visit (invoice). */
  readonly redirectUrl: string | null;
}

/** What the provider says now, whatever it said before: the truth that a webhook only hints at. */
export interface ProviderPayment {
  readonly sessionId: string | null;
  readonly providerPaymentId: string | null;
  readonly state: "open" | "authorized" | "captured" | "failed" | "voided" | "expired";
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly currency: string;
  readonly failureCode: string | null;
  /** Our ids, as given at the start. */
  readonly orderId: string | null;
  readonly paymentId: string | null;
}

export interface ProviderRefund {
  readonly providerRefundId: string;
  readonly state: "pending" | "succeeded" | "failed";
  readonly amountMinor: bigint;
  readonly failureCode: string | null;
}

/** A refund that the provider knows of, whoever asked for it. */
export interface ListedRefund extends ProviderRefund {
  /** Ours, as given to `refund`; null when somebody else asked, in the provider's own dashboard for one. */
  readonly refundId: string | null;
}

export interface PaymentWebhook {
  readonly externalId: string;
  readonly accountId: string;
  readonly topic: string;
  readonly sessionId: string | null;
  readonly providerPaymentId: string | null;
  readonly orderId: string | null;
}

/**
 * Someone who moves money for us. Every call may be repeated with the same key without moving it twice.
 * A network fault or 5xx throws `ProviderUnavailableError`; a refusal throws `ProviderRefusedError`.
 */
export interface PaymentProvider {
  readonly name: string;
  /**
   * Only of a provider that asks nobody: the session that `create` would answer. Its payment is open as soon as it is
   * written, and there is nothing to visit.
   */
  sessionIdOf?(paymentId: string): string;
  create(input: StartPaymentInput, options?: { signal?: AbortSignal }): Promise<StartedPayment>;
  /** Asks for the present state by what we know of the payment. */
  retrieve(ref: PaymentRef, options?: { signal?: AbortSignal }): Promise<ProviderPayment>;
  capture(ref: PaymentRef & { idempotencyKey: string; amount: ProviderMoney }): Promise<ProviderPayment>;
  /** Makes sure that nobody can pay any more; answers what is true then (it may have been paid meanwhile). */
  void(ref: PaymentRef & { idempotencyKey: string }): Promise<ProviderPayment>;
  /** Gives money back once per `refundId`; asked again, answers how that refund stands now. */
  refund(ref: PaymentRef & RefundInput): Promise<ProviderRefund>;
  /** The refunds of a payment, the newest first; those of failed tries too. */
  listRefunds(ref: PaymentRef): Promise<readonly ListedRefund[]>;
  /** Checks the signature over the raw bytes and reads what the message is about; throws `InvalidSignatureError`. */
  readWebhook(input: { rawBody: Uint8Array; headers: Headers }): Promise<PaymentWebhook>;
  /** Reads a message whose signature was checked when it came in; a stored one is too old to be checked again. */
  parseWebhook(rawBody: Uint8Array): PaymentWebhook;
}

export interface RefundInput {
  readonly idempotencyKey: string;
  readonly refundId: string;
  /** The provider's own id, once it is known. */
  readonly providerRefundId: string | null;
  readonly amount: ProviderMoney;
  readonly reason: string;
}

export interface PaymentRef {
  readonly sessionId: string | null;
  readonly providerPaymentId: string | null;
}

/** The provider's registry, handed to core by the apps. */
export type PaymentProviders = Readonly<Record<string, PaymentProvider>>;
