import { expect, test } from "vitest";

import { readAlert } from "./read-alert.ts";

const data = { level: "warning", text: "Lamp is running low", link: "/admin/products/1", ruleId: "r" };
const message = { event: "alert.raised", data: { eventId: "e", event: "alert.raised", data } };

test("an alert is read from a message with its number and from one without", () => {
  const alert = { id: "e", level: "warning", text: "Lamp is running low", link: "/admin/products/1" };
  expect(readAlert({ id: "7", data: message })).toEqual(alert);
  expect(readAlert(message)).toEqual(alert);
});

test("what is no alert is none", () => {
  for (const value of [null, {}, { event: "order.paid", data: {} }, { ...message, data: { eventId: "e", data: {} } }])
    expect(readAlert(value)).toBeNull();
});
