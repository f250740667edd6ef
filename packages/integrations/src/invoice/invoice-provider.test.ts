import { expect, test } from "vitest";

import { createInvoiceProvider } from "./index.ts";

const invoice = createInvoiceProvider();
const ref = { sessionId: "invoice_p-1", providerPaymentId: null };
const amount = { minor: 1_999n, currency: "EUR" };

test("an invoice has nothing to visit, and stays open whoever asks", async () => {
  const input = {
    orderId: "o-1",
    orderNumber: "1001",
    paymentId: "p-1",
    idempotencyKey: "order:o-1:pay:1",
    amount,
    email: "aino@example.com",
    lines: [],
    shippingMinor: 0n,
    discountMinor: 0n,
    successUrl: "",
    cancelUrl: "",
    expiresAt: new Date(),
  };
  expect(await invoice.create(input)).toEqual({ ...ref, redirectUrl: null });
  expect(await invoice.create(input)).toEqual(await invoice.create(input));
  expect(await invoice.retrieve(ref)).toMatchObject({ state: "open", capturedMinor: 0n, paymentId: "p-1" });
});

test("staff's word captures it, voids it, and pays it back once per refund", async () => {
  expect(await invoice.capture({ ...ref, idempotencyKey: "c", amount })).toMatchObject({
    state: "captured",
    capturedMinor: 1_999n,
  });
  expect((await invoice.void({ ...ref, idempotencyKey: "v" })).state).toBe("voided");
  const refund = { ...ref, idempotencyKey: "r", refundId: "r-1", providerRefundId: null, amount, reason: "" };
  expect(await invoice.refund(refund)).toEqual(await invoice.refund(refund));
});

test("an invoice that was never made is refused, and so is any webhook", async () => {
  await expect(invoice.retrieve({ sessionId: null, providerPaymentId: null })).rejects.toMatchObject({
    code: "payment_unknown",
  });
  await expect(invoice.readWebhook({ rawBody: new Uint8Array(), headers: new Headers() })).rejects.toThrow(
    "no webhooks",
  );
});
