"use client";

import { useState } from "react";

import type { CartDto } from "@cartwright/api/schemas";

import { checkFields, type CheckoutFields, type FieldErrors, type FieldName } from "./checkout-fields.ts";

/** Who is signed in, as far as the checkout needs to know. */
export interface Account {
  readonly email: string;
  readonly name: string;
}

/** What the shopper fills in, and what is wrong with it; an error goes as soon as its field is touched. */
export function useFields(cart: CartDto, account: Account | null) {
  const [fields, setFields] = useState<CheckoutFields>(() => startFields(cart, account));
  const [errors, setErrors] = useState<FieldErrors>({});
  const change = (name: FieldName, value: string) => {
    setFields((current) => ({ ...current, [name]: value }));
    setErrors(({ [name]: _gone, ...rest }) => rest);
  };
  const check = (name: FieldName) => setErrors((current) => ({ ...current, [name]: checkFields(fields)[name] }));
  /** Checks everything; answers with the first field that is wrong. */
  const checkAll = (): FieldName | null => {
    const found = checkFields(fields);
    setErrors(found);
    return fieldOrder.find((name) => found[name] !== undefined) ?? null;
  };
  return { fields, errors, setErrors, change, check, checkAll };
}

/** Where the checkout starts when the cart does not say. */
export const homeCountry = "FI";

const fieldOrder = ["email", "name", "country", "line1", "line2", "postalCode", "city", "phone"] as const;

function startFields(cart: CartDto, account: Account | null): CheckoutFields {
  const address = cart.shippingAddress;
  return {
    email: account?.email ?? cart.email ?? "",
    name: address?.name ?? account?.name ?? "",
    line1: address?.line1 ?? "",
    line2: address?.line2 ?? "",
    postalCode: address?.postalCode ?? "",
    city: address?.city ?? "",
    country: address?.country ?? homeCountry,
    phone: address?.phone ?? "",
  };
}
