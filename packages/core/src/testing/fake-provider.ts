import {
  InvalidSignatureError,
  ProviderRefusedError,
  type ListedRefund,
  type PaymentProvider,
  type PaymentRef,
  type ProviderPayment,
} from "@cartwright/integrations/contracts";

interface Session {
  readonly sessionId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  state: ProviderPayment["state"];
  capturedMinor: bigint;
  refundedMinor: bigint;
  failureCode: string | null;
  readonly refunds: ListedRefund[];
}

export type ProviderCall = "create" | "retrieve" | "capture" | "void" | "refund";

/** A payment provider in memory: it keeps the contract's promises, and the test decides what the shopper does. */
export interface FakeProvider extends PaymentProvider {
  /** Every call in order, for counting. */
  readonly calls: readonly { readonly call: ProviderCall; readonly key: string | null }[];
  /** The shopper of this order pays. */
  readonly approve: (orderId: string) => void;
  /** The shopper's bank says no. */
  readonly decline: (orderId: string, failureCode?: string) => void;
  /**
   * The next such call throws: `before` doing its work, or `after`, as when the answer is lost on its way.
   */
  readonly failNext: (call: ProviderCall, error: Error, when?: "before" | "after") => void;
  /** Somebody gives money back in the provider's own dashboard; answers the provider's id of it. */
  readonly refundElsewhere: (orderId: string, amountMinor: bigint) => string;
  /** How the provider sees this order's newest payment. */
  readonly paymentOf: (orderId: string) => ProviderPayment | null;
}

/** Makes a provider named `name` that has no payments yet. */
export function createFakeProvider(name: string, options: { hostedPage?: boolean } = {}): FakeProvider {
  const sessions = new Map<string, Session>();
  const calls: { call: ProviderCall; key: string | null }[] = [];
  const faults: { call: ProviderCall; error: Error; when: "before" | "after" }[] = [];

  const answer: Answer = async (call, key, work) => {
    calls.push({ call, key });
    const at = faults.findIndex((fault) => fault.call === call);
    const [fault] = at === -1 ? [] : faults.splice(at, 1);
    if (fault?.when === "before") throw fault.error;
    const result = work();
    if (fault) throw fault.error;
    return result;
  };

  return {
    name,
    calls,
    failNext: (call, error, when = "before") => void faults.push({ call, error, when }),
    ...providerSide(name, { sessions, answer, hostedPage: options.hostedPage ?? true }),
    ...shopperSide(sessions),
  };
}

type Answer = <T>(call: ProviderCall, key: string | null, work: () => T) => Promise<T>;

interface World {
  readonly sessions: Map<string, Session>;
  readonly answer: Answer;
  readonly hostedPage: boolean;
}

function providerSide(name: string, { sessions, answer, hostedPage }: World): Omit<PaymentProvider, "name"> {
  const find = (ref: PaymentRef) => findSession(sessions, ref);
  return {
    create: (input) =>
      answer("create", input.idempotencyKey, () => {
        const sessionId = `${name}_${input.paymentId}`;
        if (!sessions.has(sessionId)) sessions.set(sessionId, newSession(sessionId, input));
        const redirectUrl = hostedPage ? `https://pay.test/${sessionId}` : null;
        return { sessionId, providerPaymentId: `pi_${sessionId}`, redirectUrl };
      }),
    retrieve: (ref) => answer("retrieve", null, () => describe(find(ref))),
    capture: ({ amount, idempotencyKey, ...ref }) =>
      answer("capture", idempotencyKey, () => {
        const session = find(ref);
        if (session.state === "open" || session.state === "authorized") settle(session, "captured", amount.minor);
        return describe(session);
      }),
    void: ({ idempotencyKey, ...ref }) =>
      answer("void", idempotencyKey, () => {
        const session = find(ref);
        if (session.state !== "captured") settle(session, "voided", 0n);
        return describe(session);
      }),
    refund: ({ refundId, providerRefundId, amount, idempotencyKey, ...ref }) =>
      answer("refund", idempotencyKey, () => {
        const session = find(ref);
        const known = session.refunds.find((refund) =>
          providerRefundId === null ? refund.refundId === refundId : refund.providerRefundId === providerRefundId,
        );
        const { refundId: _ours, ...refund } = known ?? giveBack(session, { refundId, amountMinor: amount.minor });
        return refund;
      }),
    listRefunds: async (ref) => find(ref).refunds.toReversed(),
    readWebhook: () => Promise.reject(new InvalidSignatureError("the test provider sends no webhooks")),
    parseWebhook: () => {
      throw new InvalidSignatureError("the test provider sends no webhooks");
    },
  };
}

function shopperSide(
  sessions: ReadonlyMap<string, Session>,
): Pick<FakeProvider, "approve" | "decline" | "refundElsewhere" | "paymentOf"> {
  const newestOf = (orderId: string) => [...sessions.values()].findLast((session) => session.orderId === orderId);
  const openOf = (orderId: string) => {
    const session = newestOf(orderId);
    if (session?.state !== "open") throw new Error(`order ${orderId} has no open payment`);
    return session;
  };
  return {
    approve(orderId) {
      const session = openOf(orderId);
      settle(session, "captured", session.amountMinor);
    },
    decline(orderId, failureCode = "card_declined") {
      const session = openOf(orderId);
      session.state = "failed";
      session.failureCode = failureCode;
    },
    refundElsewhere(orderId, amountMinor) {
      const session = newestOf(orderId);
      if (!session) throw new Error(`order ${orderId} has no payment`);
      return giveBack(session, { refundId: null, amountMinor }).providerRefundId;
    },
    paymentOf(orderId) {
      const session = newestOf(orderId);
      return session ? describe(session) : null;
    },
  };
}

function newSession(sessionId: string, input: Parameters<PaymentProvider["create"]>[0]): Session {
  return {
    sessionId,
    orderId: input.orderId,
    paymentId: input.paymentId,
    amountMinor: input.amount.minor,
    currency: input.amount.currency,
    state: "open",
    capturedMinor: 0n,
    refundedMinor: 0n,
    failureCode: null,
    refunds: [],
  };
}

function settle(session: Session, state: Session["state"], capturedMinor: bigint): void {
  session.state = state;
  session.capturedMinor = capturedMinor;
}

function giveBack(
  session: Session,
  { refundId, amountMinor }: { refundId: string | null; amountMinor: bigint },
): ListedRefund {
  if (session.refundedMinor + amountMinor > session.capturedMinor)
    throw new ProviderRefusedError("more than was paid", { code: "amount_too_large" });
  session.refundedMinor += amountMinor;
  const providerRefundId = `re_${refundId ?? `${session.sessionId}_${session.refunds.length + 1}`}`;
  const refund = { providerRefundId, refundId, state: "succeeded", amountMinor, failureCode: null } as const;
  session.refunds.push(refund);
  return refund;
}

function findSession(sessions: ReadonlyMap<string, Session>, ref: PaymentRef): Session {
  const sessionId = ref.sessionId ?? ref.providerPaymentId?.replace(/^pi_/, "") ?? "";
  const session = sessions.get(sessionId);
  if (!session) throw new ProviderRefusedError("no such payment", { code: "resource_missing" });
  return session;
}

function describe(session: Session): ProviderPayment {
  const { sessionId, orderId, paymentId, state, capturedMinor, refundedMinor, currency, failureCode } = session;
  return {
    sessionId,
    providerPaymentId: `pi_${sessionId}`,
    orderId,
    paymentId,
    state,
    capturedMinor,
    refundedMinor,
    currency,
    failureCode,
  };
}
