import { z } from "zod";

import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import { emitEvent } from "./emit-event.ts";
import { formAddress, formExpand, formMetadata, formText, parseForm } from "./form.ts";
import { renderCustomer } from "./render-customer.ts";
import type { StripeVerb } from "./stripe-call.ts";

const input = z.strictObject({
  address: formAddress.optional(),
  description: formText.optional(),
  email: formText.optional(),
  expand: formExpand,
  metadata: formMetadata.default({}),
  name: formText.optional(),
  phone: formText.optional(),
});

/** POST /v1/customers */
export const createCustomer: StripeVerb = ({ world, cause, params }) => {
  const { address, description, email, metadata, name, phone } = parseForm(input, params);
  const customer = {
    id: newId("cus", 14),
    created: unixSeconds(world.clock.now()),
    address: address ?? null,
    description: description ?? null,
    email: email ?? null,
    metadata,
    name: name ?? null,
    phone: phone ?? null,
  };
  world.records.customers.set(customer.id, customer);
  emitEvent(world, cause, "customer.created", renderCustomer(customer));
  return renderCustomer(customer);
};
