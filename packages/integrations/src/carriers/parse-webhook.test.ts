import { createHmac } from "node:crypto";

import { expect, test } from "vitest";

import { InvalidSignatureError } from "../contracts/errors.ts";
import { parcelWebhooks } from "./parse-webhook.ts";

const message = {
  eventId: "e1",
  trackingNumber: "JJFI1",
  reference: "0123456789ABCDEF",
  status: "ready_for_pickup",
  place: "Tampere",
  occurredAt: "2026-11-21T10:00:00Z",
};

const { readWebhook, parseWebhook, tells } = parcelWebhooks({ secrets: "secret" });

test("a signed status is read, one from another secret or another day is refused", async () => {
  expect(await readWebhook(signed("secret"))).toEqual({
    externalId: "e1",
    trackingNumber: "JJFI1",
    reference: "0123456789ABCDEF",
    status: "ready_for_pickup",
    code: "ready_for_pickup",
    place: "Tampere",
    occurredAt: new Date("2026-11-21T10:00:00Z"),
  });
  await expect(readWebhook(signed("another"))).rejects.toBeInstanceOf(InvalidSignatureError);
  await expect(readWebhook(signed("secret", 86_400))).rejects.toThrow("from the future");
  await expect(readWebhook(signed("secret", -86_400))).rejects.toThrow("too old");
});

test("news that we have no word for is news of another kind, and what is no news is refused", () => {
  const parse = (part: object) => parseWebhook(Buffer.from(JSON.stringify({ ...message, ...part })));
  expect(parse({ status: "weighed", place: undefined })).toMatchObject({
    status: "other",
    code: "weighed",
    place: null,
  });
  expect(() => parse({ occurredAt: "yesterday" })).toThrow(InvalidSignatureError);
  expect(() => parseWebhook(Buffer.from("no JSON"))).toThrow(InvalidSignatureError);
});

test("without a secret nothing is believed, and the carrier has to be asked", async () => {
  const silent = parcelWebhooks({ secrets: undefined });
  expect([tells, silent.tells]).toEqual([true, false]);
  await expect(silent.readWebhook(signed(""))).rejects.toBeInstanceOf(InvalidSignatureError);
});

function signed(secret: string, offsetSeconds = 0) {
  const rawBody = Buffer.from(JSON.stringify(message));
  const timestamp = Math.floor(Date.now() / 1_000) + offsetSeconds;
  const digest = createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest("hex");
  return { rawBody, headers: new Headers({ "x-carrier-signature": `t=${timestamp},v1=${digest}` }) };
}
