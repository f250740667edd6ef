import type { Carriers } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

/** The names of all who may send us webhooks, as set up in this process. */
export function listSources({ payments, carriers, webhookSources = {} }: Services): string[] {
  // Nobody outside sends word of an invoice: its provider asks nobody.
  const providers = Object.values(payments).filter(({ sessionIdOf }) => sessionIdOf === undefined);
  const names = [...providers.map(({ name }) => name), ...telling(carriers), ...Object.keys(webhookSources)];
  return [...new Set(names)].toSorted();
}

function telling(carriers: Carriers): string[] {
  return Object.keys(carriers).filter((name) => carriers[name]?.tells);
}
