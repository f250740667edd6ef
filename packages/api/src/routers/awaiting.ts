import { DomainError } from "@cartwright/core";

export function awaiting(): never {
  throw new DomainError("service_unavailable");
}
