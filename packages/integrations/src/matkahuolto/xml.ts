import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";

import { ProviderUnavailableError } from "../contracts/errors.ts";

/** A document to be sent: elements in the order in which they are named; undefined ones are left out. */
export interface XmlElements {
  readonly [name: string]: string | XmlElements | readonly XmlElements[] | undefined;
}

const builder = new XMLBuilder({ ignoreAttributes: true, processEntities: true, suppressEmptyNode: false });
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  // Postal codes begin with zeros, and a distance has a comma.
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => name === "Office" || name === "Shipment",
});

/** UTF-8, with `&`, `<`, `>` and quotes escaped, and without the characters that XML has no way to write. */
export function buildXml(root: string, elements: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: clean(elements) })}`;
}

/**
 * Reads an answer in whatever encoding it says it is; Matkahuolto's older addresses answer in ISO-8859-1, and URL-encode all of
 * it. Throws `ProviderUnavailableError` for what is no whole document.
 */
export function parseXml(body: Uint8Array, headers: Headers): unknown {
  const text = decode(unescapeUrl(body), headers).trim();
  const whole = text.startsWith("<") && !text.includes("<!DOCTYPE") && XMLValidator.validate(text) === true;
  if (!whole) throw new ProviderUnavailableError(`matkahuolto: the answer is no whole XML: ${text.slice(0, 200)}`);
  return parser.parse(text);
}

function clean(value: XmlElements): XmlElements {
  const entries = Object.entries(value).flatMap(([name, part]): [string, XmlElements[string]][] => {
    if (part === undefined) return [];
    if (typeof part === "string") return [[name, part.replaceAll(unwritable, "")]];
    return [[name, isList(part) ? part.map(clean) : clean(part)]];
  });
  return Object.fromEntries(entries);
}

function isList(part: XmlElements | readonly XmlElements[]): part is readonly XmlElements[] {
  return Array.isArray(part);
}

// https://www.w3.org/TR/xml/#charsets
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** `%C4` is one byte, whatever letter it turns out to be, and `+` is a space. */
function unescapeUrl(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString("latin1");
  if (!text.trimStart().startsWith("%3C")) return body;
  const plain = text
    .replaceAll("+", " ")
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

function decode(body: Uint8Array, headers: Headers): string {
  const head = Buffer.from(body.subarray(0, 200)).toString("latin1");
  const declared = /encoding=["']([\w-]+)["']/.exec(head)?.[1];
  const charset = /charset="?([\w-]+)/i.exec(headers.get("content-type") ?? "")?.[1];
  const encoding = (declared ?? charset ?? "utf-8").toLowerCase();
  return new TextDecoder(encoding === "iso-8859-1" || encoding === "latin1" ? "latin1" : "utf-8").decode(body);
}
