import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";

import type { BuiltPages } from "./built-pages.ts";
import { bodyEncoding, isCompressible, packInPieces } from "./compress-body.ts";
import { dataPolicy, pagePolicy } from "./content-security.ts";
import { findStandIns, newNonce, nonceInPieces, putNonce, standIn } from "./page-nonce.ts";
import { makePageTemplate, type PageTemplate } from "./page-template.ts";

/** Answers a request, as Next does. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A page that went out whole, as whoever would send it again needs it. */
export interface WholePage {
  readonly status: number;
  /** As Next set them, with stand-ins where a nonce belongs. */
  readonly headers: OutgoingHttpHeaders;
  readonly template: PageTemplate;
}

/** The same, and tells of a page that went out whole. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  tell?: (page: WholePage) => void,
) => Promise<void>;

/**
 * Gives every page a nonce of its own, in its policy and on its scripts, and compresses what Next renders. Next is told the stand-in,
 * whether it renders for one visitor or for all; what a visitor names instead is never heard.
 */
export function withNonces(handle: Handler, built: BuiltPages): PageHandler {
  return async (request, response, tell) => {
    delete request.headers["content-security-policy-report-only"];
    request.headers["content-security-policy"] = `script-src 'nonce-${standIn}'`;
    dress(response, { built, tell, gzip: bodyEncoding(request) === "gzip" });
    await handle(request, response);
  };
}

/** Sends a page that was told of, with a nonce that nobody has had. */
export function sendPage(request: IncomingMessage, response: ServerResponse, { status, headers, template }: WholePage) {
  const nonce = newNonce();
  // What this response has already, its request id for one, is its own.
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !response.hasHeader(name)) response.setHeader(name, value);
  }
  const encoding = bodyEncoding(request);
  const body = template.fill(nonce, encoding);
  response.statusCode = status;
  guardPage(response, nonce);
  response.appendHeader("vary", "Accept-Encoding");
  if (encoding === "gzip") response.setHeader("content-encoding", "gzip");
  response.setHeader("content-length", body.byteLength);
  response.end(body);
}

interface Sink {
  write(piece: Buffer): void;
  end(): void;
}

interface Wishes {
  readonly built: BuiltPages;
  readonly tell: ((page: WholePage) => void) | undefined;
  readonly gzip: boolean;
}

/** Puts what is written through what its kind needs; what is neither page nor text goes as it is. */
function dress(response: ServerResponse, wishes: Wishes): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  let sink: Sink | null = null;
  // From here on nothing is changed any more, and a file that is sent piece by piece waits for its reader.
  const undress = () => Object.assign(response, { write, end, writeHead });
  const begin = () => {
    undress();
    sink = openSink(response, wishes);
    if (sink) Object.assign(response, { write: writeThrough, end: endThrough });
  };
  const writeThrough = (piece: unknown, ...rest: unknown[]) => {
    sink?.write(toBuffer(piece, rest[0]));
    rest.find(isFunction)?.();
    return true;
  };
  const endThrough = (...given: unknown[]) => {
    if (hasBody(given[0])) sink?.write(toBuffer(given[0], given[1]));
    given.find(isFunction)?.();
    sink?.end();
    return response;
  };
  response.writeHead = (status: number, ...rest: unknown[]) => {
    response.statusCode = status;
    takeHeaders(response, rest);
    begin();
    return writeHead(status);
  };
  response.write = (...given: unknown[]) => {
    begin();
    return Boolean(Reflect.apply(response.write, response, given));
  };
  response.end = (...given: unknown[]) => {
    undress();
    if (sendWhole(response, wishes, given)) return response;
    begin();
    Reflect.apply(response.end, response, given);
    return response;
  };
}

/** A page of which everything is here already. True when it was sent. */
function sendWhole(response: ServerResponse, { built, tell }: Wishes, [given, encoding]: unknown[]): boolean {
  if (!isPage(response) || !hasBody(given) || response.req.method === "HEAD") return false;
  const body = toBuffer(given, encoding);
  const page = findStandIns(body).length > 0 ? body : built.find(body);
  if (page === undefined) return false;
  const { "content-length": _length, etag: _etag, ...headers } = response.getHeaders();
  const whole = { status: response.statusCode, headers, template: makePageTemplate(page) };
  tell?.(whole);
  response.removeHeader("etag");
  sendPage(response.req, response, whole);
  return true;
}

/** Where the body goes that comes in pieces; null when it goes as it is. Sets the headers, which are sent next. */
function openSink(response: ServerResponse, { gzip }: Wishes): Sink | null {
  const nonce = newNonce();
  const rendered = isPage(response) || typeOf(response).startsWith("text/x-component");
  if (isPage(response)) guardPage(response, nonce);
  else {
    sweepHeaders(response, nonce);
    if (!response.hasHeader("content-security-policy")) response.setHeader("content-security-policy", dataPolicy);
  }
  const packed = isCompressible(response);
  if (packed) response.appendHeader("vary", "Accept-Encoding");
  if (response.req.method === "HEAD" || !(rendered || (packed && gzip))) return null;
  response.removeHeader("content-length");
  const fill = rendered ? nonceInPieces(nonce) : (piece: Buffer | null) => piece ?? Buffer.alloc(0);
  const out = packed && gzip ? packInPieces(response) : plainly(response);
  return {
    write: (piece) => out.write(fill(piece)),
    end() {
      out.write(fill(null));
      out.end();
    },
  };
}

function plainly(response: ServerResponse): Sink {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  return { write: (piece) => void (piece.byteLength > 0 && write(piece)), end: () => void end() };
}

// A page that bears a nonce is one visitor's: whoever kept it for others would keep the nonce.
function guardPage(response: ServerResponse, nonce: string): void {
  sweepHeaders(response, nonce);
  response.setHeader("content-security-policy", pagePolicy(nonce));
  if (String(response.getHeader("cache-control") ?? "").includes("s-maxage")) {
    response.setHeader("cache-control", "private, no-cache");
  }
}

// What is to be loaded early is named in a header too, with the nonce.
function sweepHeaders(response: ServerResponse, nonce: string): void {
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (typeof value === "string" && value.includes(standIn)) response.setHeader(name, putNonce(value, nonce));
    if (Array.isArray(value))
      response.setHeader(
        name,
        value.map((one) => putNonce(one, nonce)),
      );
  }
}

/** A page of Next's: one that a handler wrote brings a policy of its own. */
function isPage(response: ServerResponse): boolean {
  return typeOf(response).startsWith("text/html") && !response.hasHeader("content-security-policy");
}

function typeOf(response: ServerResponse): string {
  return String(response.getHeader("content-type") ?? "");
}

function takeHeaders(response: ServerResponse, given: readonly unknown[]): void {
  const named = given.find((one) => typeof one === "object" && one !== null && !Array.isArray(one));
  for (const [name, value] of Object.entries((named ?? {}) as Record<string, OutgoingHttpHeader | undefined>)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

function hasBody(given: unknown): given is string | Uint8Array {
  return typeof given === "string" || given instanceof Uint8Array;
}

function toBuffer(piece: unknown, encoding: unknown): Buffer {
  if (typeof piece === "string")
    return Buffer.from(piece, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  return piece instanceof Uint8Array ? Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength) : Buffer.alloc(0);
}

function isFunction(value: unknown): value is () => void {
  return typeof value === "function";
}
