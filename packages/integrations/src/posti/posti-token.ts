import { z } from "zod";

import { askCarrier, excerpt } from "../carriers/ask-carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { type PostiOptions, postiBases } from "./posti-options.ts";

export interface PostiTokens {
  /** A token that is good for another half minute; callers that come together share one request. */
  get(signal: AbortSignal): Promise<string>;
  /** Posti does not take this one any more. */
  drop(token: string): void;
}

const postiToken = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(300) });
const spareMs = 30_000;

/** Keeps the token of one set of credentials. */
export function createPostiTokens(options: PostiOptions): PostiTokens {
  const now = options.now ?? (() => new Date());
  let held: { readonly value: string; readonly until: number } | undefined;
  let coming: { readonly token: Promise<string>; readonly askedBy: AbortSignal } | undefined;

  async function fetchToken(signal: AbortSignal): Promise<string> {
    const askedAt = now().getTime();
    const { access_token: value, expires_in: seconds } = await requestToken(options, signal);
    held = { value, until: askedAt + seconds * 1_000 - spareMs };
    return value;
  }

  return {
    async get(signal) {
      if (held !== undefined && now().getTime() < held.until) return held.value;
      const first = (coming ??= { token: fetchToken(signal).finally(() => (coming = undefined)), askedBy: signal });
      return first.token.catch((error: unknown) => {
        // Whoever asked for all has left: then each asks for itself.
        if (!first.askedBy.aborted || signal.aborted) throw error;
        return fetchToken(signal);
      });
    },
    drop(token) {
      if (held?.value === token) held = undefined;
    },
  };
}

async function requestToken(options: PostiOptions, signal: AbortSignal): Promise<z.infer<typeof postiToken>> {
  const { clientId, clientSecret } = options;
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const url = new URL(`${postiBases(options).auth}/api/v1/token`);
  const answer = await asUnsent(() =>
    askCarrier("posti", url, { method: "POST", body: new URLSearchParams(form), signal }),
  );
  if (!answer.ok)
    throw new ProviderRefusedError(
      `posti: the credentials were refused with ${answer.status}: ${excerpt(answer.body)}`,
      {
        code: "credentials",
      },
    );
  const token = postiToken.safeParse(parse(answer.body));
  if (token.success) return token.data;
  throw new ProviderUnavailableError("posti: the token is not one that we can read", {
    cause: token.error,
    maybeDone: false,
  });
}

/** Without a token nothing was asked for yet, however the request for it ended. */
async function asUnsent<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError)) throw error;
    const { message, retryAfterMs } = error;
    throw new ProviderUnavailableError(message, { cause: error, retryAfterMs, maybeDone: false });
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
