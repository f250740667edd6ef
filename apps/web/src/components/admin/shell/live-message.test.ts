import { describe, expect, test } from "vitest";

import { readNews } from "./live-message.ts";

describe("a message of the live stream", () => {
  test("is read with and without its number", () => {
    const message = { event: "order.paid", data: { orderId: "o1", number: "1042" } };
    expect(readNews({ id: "7", data: message })).toEqual({ event: "order.paid", orderId: "o1" });
    expect(readNews(message)).toEqual({ event: "order.paid", orderId: "o1" });
  });

  test("finds its order inside the envelope that callbacks get", () => {
    const data = { eventId: "e1", event: "order.created", data: { orderId: "o2" } };
    expect(readNews({ id: "8", data: { event: "order.created", data } })).toEqual({
      event: "order.created",
      orderId: "o2",
    });
  });

  test("is no news when the server says goodbye or nothing that we know", () => {
    expect(readNews({ event: "shutdown", data: { gracePeriodMs: 1000 } })).toBeNull();
    expect(readNews("hello")).toBeNull();
  });
});
