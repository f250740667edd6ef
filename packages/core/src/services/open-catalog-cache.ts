import type { ClientConfig } from "pg";

import { createCatalogCache, type CatalogCache } from "#catalog/catalog-cache.ts";
import type { Services } from "#context.ts";
import { createListener } from "#live/listener.ts";
import { eventsChannel } from "#outbox/relay-batch.ts";

export interface OpenCatalogCache {
  readonly cache: CatalogCache;
  close(): Promise<void>;
}

// Hearing of events is what keeps answers true; this bounds how wrong they get while nobody can be heard.
const ttlMs = 5_000;
// A list of 100 products takes some 100 kB.
const mostAnswers = 300;

/** A catalogue cache that forgets whenever the event log grows, whichever process wrote. Nothing connects before the first read. */
export function openCatalogCache({
  connection,
  log,
}: {
  connection: ClientConfig;
  log: Services["log"];
}): OpenCatalogCache {
  const kept = createCatalogCache({ ttlMs, max: mostAnswers });
  const listener = createListener({ connection, channel: eventsChannel, log, onNews: () => kept.clear() });
  let listening = false;
  return {
    cache: {
      read(key, load) {
        if (!listening) void listener.ready();
        listening = true;
        return kept.read(key, load);
      },
      clear: () => kept.clear(),
    },
    close: () => listener.close(),
  };
}
