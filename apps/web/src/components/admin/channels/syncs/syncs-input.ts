import { addressOf } from "../../parts/search-params.ts";

/** Which syncs are listed, as the address says. */
export interface SyncsWanted {
  readonly state: "open" | "failed" | undefined;
  readonly cursor: string | undefined;
}

/** A state that an address names; undefined for none that we know. */
export function readSyncState(state: string | undefined): SyncsWanted["state"] {
  return state === "open" || state === "failed" ? state : undefined;
}

/** What the list is asked with, on the server and in the browser alike. */
export function syncsInput({ state, cursor }: SyncsWanted) {
  return { state, cursor, limit: 20 };
}

/** Where that list is. */
export function syncsAddress({ state, cursor }: Partial<SyncsWanted>): string {
  return addressOf("/admin/channels/syncs", { state, cursor });
}
