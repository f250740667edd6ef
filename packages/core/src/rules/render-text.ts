import { fields, type Field } from "./fields.ts";

/** What texts can hold besides the fields that conditions know. */
const extras = {
  "order.number": { label: "Order number", kind: "text", from: "order" },
  "order.link": { label: "Link to the order", kind: "text", from: "order" },
  "customer.name": { label: "Customer's name", kind: "text", from: "customer" },
  "rule.name": { label: "This rule's name", kind: "text", from: "event" },
} as const satisfies Record<string, Field>;

/** Everything that a text may name in braces: `{order.number}`. */
export const placeholders: Readonly<Record<string, Field>> = { ...fields, ...extras };

const written = /\{([A-Za-z.]{1,40})\}/g;

/** The known placeholders of a text. */
export function placeholdersIn(text: string): readonly Field[] {
  return [...text.matchAll(written)].flatMap(([, name = ""]) => placeholders[name] ?? []);
}

/** The names in braces that nobody knows. */
export function unknownIn(text: string): readonly string[] {
  return [...text.matchAll(written)].flatMap(([, name = ""]) => (Object.hasOwn(placeholders, name) ? [] : [name]));
}

/** Puts what is known in the place of what stands in braces; what is not there becomes a dash. */
export function renderText(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(written, (whole, name: string) => {
    if (!Object.hasOwn(placeholders, name)) return whole;
    return toWords(values[name]);
  });
}

/** A value as people read it. */
export function toWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(toWords).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
