import { DomainError } from "@cartwright/core";

/**
 * Where callers name their organization, a foreign one is as absent as one that does not exist.
 *
 * @throws DomainError `not_found`
 */
export function requireOwn(own: string, named: string | undefined): void {
  if (named !== undefined && named !== own) throw new DomainError("not_found", { organizationId: named });
}
