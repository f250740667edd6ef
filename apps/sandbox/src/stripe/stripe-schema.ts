import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { Ajv } from "ajv";
import { z } from "zod";

/** For tests: checks wire objects against the JSON Schema that was derived from the types of stripe@23.1.0. */
export interface StripeSchema {
  /** What is wrong with an answer, by Stripe's own types; empty when nothing is. Throws for an object it has no type for. */
  faultsOf: (wire: unknown) => string[];
}

const file = new URL("../../test-data/stripe-types-23.1.0.schema.json.gz", import.meta.url);
const definition = z.looseObject({ required: z.array(z.string()).optional() });
const schemaFile = z.looseObject({ $id: z.string(), $defs: z.record(z.string(), definition) });
const named = z.looseObject({ object: z.string() });

export function loadStripeSchema(): StripeSchema {
  const text: string = gunzipSync(readFileSync(file)).toString("utf8");
  const schema = schemaFile.parse(JSON.parse(text));
  const defs = Object.entries(schema.$defs).map(([name, body]): [string, unknown] => [
    name,
    isDecimal(name, body) ? decimalOnTheWire : body,
  ]);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ ...schema, $id: "stripe", $defs: Object.fromEntries(defs) });
  return {
    faultsOf(wire) {
      const { object } = named.parse(wire);
      const validate = ajv.getSchema(`stripe#/$defs/${definitions[object] ?? object}`);
      if (validate === undefined) throw new Error(`There is no type for ${object}`);
      void validate(wire);
      return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? "is wrong"}`);
    },
  };
}

const definitions: Record<string, string> = {
  "checkout.session": "Session_1086",
  payment_intent: "PaymentIntent_0",
  payment_method: "PaymentMethod_143",
  charge: "Charge_327",
  refund: "Refund_342",
  customer: "Customer_16",
  item: "LineItem_1121",
};

/** The SDK's types describe its Decimal class; what travels is a string. */
const decimalOnTheWire = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };

function isDecimal(name: string, { required = [] }: z.output<typeof definition>): boolean {
  return name.startsWith("DecimalImpl_") || required.some((key) => key.startsWith("__@___brand"));
}
