import { ProviderUnavailableError } from "#contracts/errors.ts";
import type { FetchLike } from "#retry/index.ts";

/** What came back: of a refusal the body may be unreadable, of a success it never is. */
export interface VendorAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  /** Read as JSON; undefined when there was none. */
  readonly body: unknown;
}

/**
 * One try, body included. Throws `ProviderUnavailableError` when nobody answered, the answer broke off, or it was 5xx; every
 * other status is an answer. Redirects are not followed: a credential goes to the host that it was meant for.
 */
export async function sendOnce(vendor: string, send: FetchLike, url: string, init: RequestInit): Promise<VendorAnswer> {
  const response = await send(url, { ...init, redirect: "manual" }).catch((cause: unknown) => {
    throw new ProviderUnavailableError(`${vendor} cannot be reached`, { cause });
  });
  const { status, ok, headers } = response;
  const text = await response.text().catch((cause: unknown) => {
    throw new ProviderUnavailableError(`${vendor}'s answer broke off`, { cause });
  });
  if (status >= 500) throw new ProviderUnavailableError(`${vendor} failed with ${status}`);
  return { status, ok, headers, body: readJson(vendor, text, ok) };
}

function readJson(vendor: string, text: string, needed: boolean): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (needed) throw new ProviderUnavailableError(`${vendor}'s answer is cut short or no JSON`, { cause });
    return undefined;
  }
}
