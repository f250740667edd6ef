import { NextResponse, type NextRequest } from "next/server";

import { readFilters, toSegment } from "#lib/list-filters.ts";
import { pathHeader } from "#lib/path-header.ts";

/**
 * Tells the admin its own address, so that signing in leads back to it. In the shop it moves what an address says after `?` into
 * its path, so that a browsing page can be rendered once and kept: a page that reads its query is rendered for every request.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const [, area = "", slug = ""] = pathname.split("/");
  if (area === "admin") return tellAddress(request);
  const url = request.nextUrl.clone();
  url.search = "";
  if (area === "") url.pathname = "/home/current";
  if (area === "collections") {
    // Searching has a page of its own.
    url.pathname = `/collections/${slug}/${toSegment({ ...readFilters(searchParams), q: undefined })}`;
  }
  if (area === "search") {
    url.pathname = `/search/${readCollection(searchParams)}/${toSegment(readFilters(searchParams))}`;
  }
  if (area === "products") url.pathname = `/products/${slug}/${readVariant(searchParams)}`;
  return NextResponse.rewrite(url);
}

export const config = { matcher: ["/", "/collections/:slug", "/products/:slug", "/search", "/admin/:path*"] };

function tellAddress({ headers, nextUrl }: NextRequest): NextResponse {
  const told = new Headers(headers);
  told.set(pathHeader, nextUrl.pathname + nextUrl.search);
  return NextResponse.next({ request: { headers: told } });
}

function readVariant(params: URLSearchParams): string {
  return /^[\w.-]{1,64}$/.exec(params.get("variant") ?? "")?.[0] ?? "default";
}

function readCollection(params: URLSearchParams): string {
  return /^[a-z0-9-]{1,120}$/.exec(params.get("collection") ?? "")?.[0] ?? "all";
}
