import type { Prisma, Tx } from "@cartwright/db";

import { type PrivacySubject, privacyTables } from "./privacy-tables.ts";

/** Erases a subject from every table; answers how many rows went from each. */
export async function eraseAll(tx: Tx, subject: PrivacySubject): Promise<Prisma.InputJsonObject> {
  const erased: Record<string, number> = {};
  for (const table of privacyTables) erased[table.name] = await table.erase(tx, subject);
  return erased;
}
