/** Under which a store's job is in the queue: at most one waits per store. */
export function storeJobKey(storeId: string): string {
  return `store:${storeId}`;
}

/** The name of a store's runs among all sync runs. */
export function storeSyncName(storeId: string): string {
  return `store:${storeId}`;
}

/** A run that fails says so in its row and ends; a job fails with the database alone. */
export const storeJobMaxAttempts = 3;
