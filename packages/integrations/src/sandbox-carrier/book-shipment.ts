import { z } from "zod";

import type { BookedShipment, BookShipmentInput } from "../contracts/carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import type { SandboxCarrierOptions } from "./create-sandbox-carrier.ts";

const sandboxShipment = z.object({ id: z.string(), trackingNumber: z.string() });
const sandboxError = z.object({ error: z.object({ code: z.string() }) });

/** Books one parcel; the same key again answers with the same parcel. */
export async function bookAtSandbox(
  options: SandboxCarrierOptions,
  input: BookShipmentInput,
  signal: AbortSignal,
): Promise<BookedShipment> {
  const body = JSON.stringify({ reference: input.shipmentId, carrier: options.name });
  const response = await send(new URL("/carriers/sandbox/shipments", options.baseUrl), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-carrier-key": options.apiKey,
      "idempotency-key": input.idempotencyKey,
    },
    body,
    signal,
  });
  const answer = await readJson(response);
  if (!response.ok) throw refusalOf(options.name, response, answer);
  const booked = sandboxShipment.safeParse(answer);
  if (!booked.success)
    throw new ProviderUnavailableError(`${options.name}: the answer is not one that we can read`, {
      cause: booked.error,
    });
  return { externalId: booked.data.id, trackingNumber: booked.data.trackingNumber };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new ProviderUnavailableError(`${url.host} cannot be reached`, { cause: error });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new ProviderUnavailableError("the answer broke off", { cause: error });
  }
}

function refusalOf(name: string, { status, headers }: Response, answer: unknown): Error {
  const code = sandboxError.safeParse(answer).data?.error.code ?? String(status);
  // A key that is in use is being answered to somebody else; that answer will be ours.
  const passing = status >= 500 || status === 429 || status === 409;
  if (!passing) return new ProviderRefusedError(`${name}: refused with ${status}`, { code });
  const seconds = Number(headers.get("retry-after"));
  return new ProviderUnavailableError(`${name}: failed with ${status}`, {
    retryAfterMs: seconds > 0 ? seconds * 1_000 : null,
  });
}
