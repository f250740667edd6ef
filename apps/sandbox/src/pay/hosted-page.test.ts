import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { aSession, startBench } from "../testing-sandbox.ts";
import type { Bench, Caught } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => {
  bench.sandbox.reset();
  bench.door.caught.length = 0;
});
afterAll(() => bench.close());

const open = () => bench.stripe.checkout.sessions.create(aSession);
const submit = (id: string, form: Record<string, string>) =>
  fetch(`${bench.sandbox.url}/pay/${id}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      cardNumber: "4242 4242 4242 4242",
      email: "aino@example.com",
      holder: "Aino",
      ...form,
    }),
  });
const ofType = (type: string) => (caught: Caught) => caught.json.type === type;

test("the page shows merchant, lines, quantities and the total of lines and shipping", async () => {
  const { id } = await open();
  const page = await bench.call("GET", `/pay/${id}`);
  expect(page.status).toBe(200);
  for (const text of ["Havu", "Linen apron", "2 × €19.99", "€39.98", "Pine tray", "Posti", "Pay €55.78"])
    expect(page.text).toContain(text);
});

test("markup in a product's name is shown as text", async () => {
  const price_data = { currency: "eur", unit_amount: 1000, product_data: { name: "<script>alert(1)</script>" } };
  const { id } = await bench.stripe.checkout.sessions.create({
    ...aSession,
    shipping_options: [],
    line_items: [{ quantity: 1, price_data }],
  });
  expect((await bench.call("GET", `/pay/${id}`)).text).not.toContain("<script");
});

test("paying leads to the success address with the session in it, and both the session and its intent are paid", async () => {
  const { id } = await open();
  const answer = await submit(id, { outcome: "card" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `http://shop.test/thanks?session=${id}`]);
  const session = await bench.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
  expect(session).toMatchObject({
    status: "complete",
    payment_status: "paid",
    payment_intent: { status: "succeeded", metadata: { orderId: "order-1" }, latest_charge: { amount_captured: 5578 } },
  });
});

test("a declined card leads back to the page, which says so, and another card then pays", async () => {
  const { id } = await open();
  const answer = await submit(id, { outcome: "decline" });
  expect(answer.headers.get("location")).toBe(`/pay/${id}`);
  expect((await bench.call("GET", `/pay/${id}`)).text).toContain("Your card was declined.");
  expect(await bench.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "open", payment_status: "unpaid" });
  await submit(id, { outcome: "card" });
  expect((await bench.stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
});

test("a challenge is a page of the bank; approving pays, failing leads back with a reason", async () => {
  const { id } = await open();
  const failing = await submit(id, { outcome: "challenge" });
  const bank = new URL(failing.headers.get("location") ?? "", bench.sandbox.url);
  expect((await fetch(bank)).status).toBe(200);
  const answer = (result: string) =>
    fetch(new URL(bank.pathname, bank), { method: "POST", redirect: "manual", body: new URLSearchParams({ result }) });
  expect((await answer("fail")).headers.get("location")).toBe(`${bench.sandbox.url}/pay/${id}`);
  expect((await bench.call("GET", `/pay/${id}`)).text).toContain("unable to authenticate");
  await submit(id, { outcome: "challenge" });
  expect((await answer("approve")).headers.get("location")).toBe(`http://shop.test/thanks?session=${id}`);
});

test("abandoning leads to the cancel address and leaves the session open", async () => {
  const { id } = await open();
  // As a browser sends it: the radio button that is chosen, then the button that was pressed.
  const body = new URLSearchParams([
    ["cardNumber", "4242 4242 4242 4242"],
    ["outcome", "card"],
    ["outcome", "abandon"],
  ]);
  const left = await fetch(`${bench.sandbox.url}/pay/${id}`, { method: "POST", redirect: "manual", body });
  expect(left.headers.get("location")).toBe("http://shop.test/cart");
  expect((await bench.stripe.checkout.sessions.retrieve(id)).status).toBe("open");
});

test("a card that is no test card and a broken email are told by the field, and nothing is charged", async () => {
  const { id } = await open();
  const card = await submit(id, { outcome: "card", cardNumber: "4111 1111 1111 1111" });
  expect([card.status, (await card.text()).includes("cardNumber-problem")]).toEqual([422, true]);
  expect((await submit(id, { outcome: "card", email: "aino@" })).status).toBe(422);
  expect((await bench.stripe.checkout.sessions.retrieve(id)).payment_intent).toBeNull();
});

test("a paid session cannot be paid again, by form or by script", async () => {
  const { id } = await open();
  await submit(id, { outcome: "card" });
  await submit(id, { outcome: "card" });
  expect((await bench.call("POST", `/pay/${id}/complete`, { outcome: "approve" })).status).toBe(409);
  expect((await bench.stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("a webhook before the redirect has been answered when the redirect comes", async () => {
  const { id } = await open();
  await submit(id, { outcome: "card", webhookTiming: "before" });
  expect(bench.door.caught.map(({ json }) => json.type)).toContain("checkout.session.completed");
});

test("no webhook means none, yet the session is paid and the event can be sent later", async () => {
  const { id } = await open();
  await bench.call("POST", `/pay/${id}/complete`, { outcome: "approve", noWebhook: true });
  expect((await bench.call("GET", "/stripe/webhooks/log")).json).toEqual({ items: [] });
  const [event] = (await bench.stripe.events.list({ type: "checkout.session.completed" })).data;
  const resent = await bench.call("POST", `/stripe/events/${event?.id}/resend`);
  expect(resent.json).toMatchObject({ state: "delivered", eventId: event?.id });
});

test("duplicates of a webhook are the same event", async () => {
  const { id } = await open();
  await bench.call("POST", `/pay/${id}/complete`, { outcome: "approve", duplicateWebhooks: 2, webhookFirst: true });
  const completed = bench.door.caught.filter(ofType("checkout.session.completed"));
  expect(completed).toHaveLength(3);
  expect(new Set(completed.map(({ json }) => json.id)).size).toBe(1);
});

test("a dropped answer has charged all the same", async () => {
  const { id } = await open();
  await expect(submit(id, { outcome: "card", dropAnswer: "on" })).rejects.toThrow("fetch failed");
  expect((await bench.stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
});

test("a script sees the outcome of each drive", async () => {
  const { id } = await open();
  const drive = async (body: unknown) =>
    (await bench.call<{ challengeUrl: string }>("POST", `/pay/${id}/complete`, body)).json;
  expect(await drive({ outcome: "decline" })).toMatchObject({
    outcome: "declined",
    status: "open",
    error: "card_declined",
  });
  expect(await drive({ outcome: "abandon" })).toMatchObject({
    outcome: "abandoned",
    redirectUrl: "http://shop.test/cart",
  });
  const challenged = await drive({ outcome: "challenge" });
  expect(challenged).toMatchObject({ outcome: "challenged", intentStatus: "requires_action" });
  const paid = await bench.call("POST", `${new URL(challenged.challengeUrl).pathname}/complete`, { result: "approve" });
  expect(paid.json).toMatchObject({
    outcome: "charged",
    status: "complete",
    redirectUrl: `http://shop.test/thanks?session=${id}`,
  });
});

test("money given back in the dashboard is a refund that names no program, told like any other; too much is refused", async () => {
  const { id } = await open();
  await submit(id, { outcome: "card" });
  const refund = await bench.call("POST", `/pay/${id}/refund`, { amount: 1_000 });
  expect(refund.json).toMatchObject({ object: "refund", amount: 1_000, status: "succeeded", metadata: {} });
  const told = await bench.door.arrival(ofType("refund.created"));
  expect(told.json).toMatchObject({ data: { object: { amount: 1_000, metadata: {} } }, request: { id: null } });
  const tooMuch = await bench.call("POST", `/pay/${id}/refund`, { amount: 100_000 });
  expect([tooMuch.status, tooMuch.json]).toMatchObject([409, { error: { code: "not_refundable" } }]);
});
