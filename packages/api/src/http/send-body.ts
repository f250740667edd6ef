import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

// Below this a packet carries it either way.
const worthCompressing = 1_400;

/** Sends an answer whole, with its length; compressed when it is long enough and the caller takes gzip. */
export async function sendBody(
  response: Response,
  headers: OutgoingHttpHeaders,
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
): Promise<void> {
  const plain = Buffer.from(await response.arrayBuffer());
  const squeeze = plain.byteLength >= worthCompressing && takesGzip(incoming) && !("content-encoding" in headers);
  const body = squeeze ? await compress(plain) : plain;
  outgoing.writeHead(response.status, {
    ...headers,
    ...(squeeze ? { "content-encoding": "gzip" } : {}),
    vary: "Accept-Encoding",
    "content-length": body.byteLength,
  });
  outgoing.end(body);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(String(headers["accept-encoding"] ?? ""));
}
