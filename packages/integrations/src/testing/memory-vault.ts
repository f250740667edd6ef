import type { StoreTokens, StoreTokenVault } from "../contracts/marketplace.ts";

export interface MemoryVault extends StoreTokenVault {
  held(): StoreTokens;
  /** How often new tokens were fetched. */
  renewals(): number;
}

/** Keeps the tokens of one store as the database does: whoever refreshes while another does gets what that one got. */
export function createMemoryVault(first: StoreTokens): MemoryVault {
  let held = first;
  let renewals = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    held: () => held,
    renewals: () => renewals,
    load: async () => held,
    refresh(stale, renew) {
      const next = turn.then(async () => {
        if (held.accessToken !== stale.accessToken) return held;
        held = await renew(held);
        renewals += 1;
        return held;
      });
      turn = next.catch(() => undefined);
      return next;
    },
  };
}
