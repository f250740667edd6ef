import { describe, expect, test } from "vitest";

import { checkFields, readServerErrors, toAddress, type CheckoutFields } from "./checkout-fields.ts";

const good: CheckoutFields = {
  email: "aino@example.com",
  name: "Aino Laine",
  line1: "Mannerheimintie 1",
  line2: "",
  postalCode: "00100",
  city: "Helsinki",
  country: "FI",
  phone: "",
};

describe("the checkout's fields", () => {
  test("pass when everything needed is there", () => {
    expect(checkFields(good)).toEqual({});
  });

  test("say by each field what is missing", () => {
    const errors = checkFields({ ...good, email: "aino", name: " ", line1: "", city: "", phone: "12" });
    expect(Object.keys(errors)).toEqual(["email", "name", "line1", "city", "phone"]);
  });

  test("know how postal codes look in each country", () => {
    expect(checkFields({ ...good, postalCode: "1234" }).postalCode).toBe("A postal code in Finland looks like 00100.");
    expect(checkFields({ ...good, country: "NL", postalCode: "1012 ab" })).toEqual({});
    expect(checkFields({ ...good, country: "SE", postalCode: "11455" })).toEqual({});
  });

  test("put the server's word by the field it is about, and ignore what is no field", () => {
    expect(readServerErrors({ postalCode: "postal_code_invalid", cart: "x" }, "EE")).toEqual({
      postalCode: "A postal code in Estonia looks like 10111.",
    });
  });

  test("leave out of the address what was left empty", () => {
    expect(toAddress({ ...good, city: " Espoo " })).toEqual({
      name: "Aino Laine",
      line1: "Mannerheimintie 1",
      line2: undefined,
      postalCode: "00100",
      city: "Espoo",
      country: "FI",
      phone: undefined,
    });
  });
});
