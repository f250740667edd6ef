import type { IncomingHttpHeaders } from "node:http";

/** One request as handlers see it: read to its end, with the path's parameters taken out. */
export interface Exchange {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
  params: Record<string, string>;
  /** Waits as long as a `slow` fault says. Called where a real service would spend its time. */
  hold(): Promise<void>;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Sent instead of `body`: a part of a file, too long to be held. */
  file?: { path: string; start: number; length: number };
  /** Close the connection instead of answering: the work is done, the caller never hears of it. */
  drop?: boolean;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/pay/:id/complete`; a `:name` takes one segment. */
  pattern: string;
  /** The handler awaits `hold` itself, at the point where its work takes place. */
  holdsItself?: boolean;
  handle(exchange: Exchange): Reply | Promise<Reply>;
}

/** A header as one string; repeated headers count as missing, since no sender of ours repeats one. */
export function header(exchange: Exchange, name: string): string | undefined {
  const value = exchange.headers[name];
  return typeof value === "string" ? value : undefined;
}

export function param(exchange: Exchange, name: string): string {
  const value = exchange.params[name];
  if (value === undefined) throw new Error(`Route has no parameter ${name}`);
  return value;
}
