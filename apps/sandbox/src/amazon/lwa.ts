import { randomBytes } from "node:crypto";

import { z } from "zod";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Exchange, Reply } from "../server/exchange.ts";
import { json } from "../server/reply.ts";

/** Login with Amazon: an access token of an hour for a refresh token, which stays good. */
export interface Lwa {
  grant(exchange: Exchange): Reply;
  /** The seller that an access token speaks for; undefined when it is unknown or over. */
  sellerOf(accessToken: string): string | undefined;
  /** How many access tokens were given. */
  granted(): number;
  /** Access tokens given from now on live so long. */
  setLife(seconds: number): void;
  clear(): void;
}

const HOUR = 3_600;
const MOST_TOKENS = 20_000;

const grantForm = z.object({
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string().min(1),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});

/** The sandbox's refresh tokens say whose they are: `Atzr|sandbox|<seller id>`. */
const refreshToken = /^Atzr\|sandbox\|(A[0-9A-Z]{9,20})$/;

export function createLwa(clock: Clock): Lwa {
  const tokens = new BoundedMap<string, { sellerId: string; endsAt: number }>(MOST_TOKENS);
  let granted = 0;
  let lifeSeconds = HOUR;
  return {
    grant({ rawBody }) {
      const form = grantForm.safeParse(Object.fromEntries(new URLSearchParams(rawBody.toString("utf8"))));
      if (!form.success) return refusal("invalid_request", "The request is missing a required parameter");
      const sellerId = refreshToken.exec(form.data.refresh_token)?.[1];
      if (sellerId === undefined)
        return refusal("invalid_grant", "The request has an invalid grant parameter : refresh_token");
      const accessToken = `Atza|${randomBytes(24).toString("base64url")}`;
      tokens.set(accessToken, { sellerId, endsAt: clock.now().getTime() + lifeSeconds * 1_000 });
      granted += 1;
      return json({
        access_token: accessToken,
        token_type: "bearer",
        expires_in: lifeSeconds,
        refresh_token: form.data.refresh_token,
      });
    },
    sellerOf(accessToken) {
      const known = tokens.get(accessToken);
      return known !== undefined && known.endsAt > clock.now().getTime() ? known.sellerId : undefined;
    },
    granted: () => granted,
    setLife: (seconds) => {
      lifeSeconds = seconds;
    },
    clear() {
      tokens.clear();
      granted = 0;
      lifeSeconds = HOUR;
    },
  };
}

function refusal(error: string, description: string): Reply {
  return json({ error, error_description: description }, 400);
}
