import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";

import type { Exchange, Reply } from "../../server/exchange.ts";

const builder = new XMLBuilder({ ignoreAttributes: true, processEntities: true });
const parser = new XMLParser({ ignoreAttributes: true, ignoreDeclaration: true, parseTagValue: false });

/** The elements under the one root of that name, each a text or elements of its own; null for what is no such document. */
export function readXml({ rawBody }: Exchange, root: string): Record<string, unknown> | null {
  const text = rawBody.toString("utf8");
  if (XMLValidator.validate(text) !== true) return null;
  return z.object({ [root]: z.record(z.string(), z.unknown()) }).safeParse(parser.parse(text)).data?.[root] ?? null;
}

export function xml(root: string, elements: unknown): Reply {
  return {
    status: 200,
    headers: { "content-type": "text/xml; charset=utf-8" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${build(root, elements)}`,
  };
}

/** As the older addresses answer: ISO-8859-1, all of it URL-encoded. */
export function urlEncodedXml(root: string, elements: unknown): Reply {
  const bytes = Buffer.from(`<?xml version='1.0' encoding='ISO-8859-1'?>\n${build(root, elements)}`, "latin1");
  const body = [...bytes]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9._*-]/.test(character)) return character;
      return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

function build(root: string, elements: unknown): string {
  return builder.build({ [root]: elements });
}
