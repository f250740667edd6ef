import "server-only";
import { readEnv } from "./env.ts";

/** Where this shop is on the web, for addresses that leave it: canonical links and pictures in previews. */
export function siteBase(): URL {
  return new URL(readEnv().WEB_URL);
}
