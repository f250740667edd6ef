import type { z } from "zod";

import { ProviderUnavailableError } from "#contracts/errors.ts";

/**
 * Reads an answer by its shape. One that does not fit is told as unavailable: a broken proxy's half answer may parse as JSON,
 * and the next try brings the whole.
 */
export function parseAnswer<S extends z.ZodType>(vendor: string, shape: S, body: unknown): z.output<S> {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => path.join(".")).slice(0, 3);
  throw new ProviderUnavailableError(`${vendor}'s answer is not one that we can read (${where.join(", ")})`, {
    cause: read.error,
  });
}
