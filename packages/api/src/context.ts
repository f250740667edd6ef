import type { Actor, Ctx, Services } from "@cartwright/core";
import type { Principal } from "@cartwright/core/organizations/principal";

/** What one request knows before any procedure runs. */
export interface ApiContext {
  readonly services: Services;
  readonly principal: Principal;
  readonly requestId: string;
  /** Where the request comes from, as `readClientAddress` says it; left out for calls of our own pages that ask nothing of it. */
  readonly address?: string;
  /** The same as it is, for the audit log: of an IPv6 address the whole. */
  readonly shownAddress?: string;
  /**
   * Who the same credentials stand for now, for what lasts longer than a request; left out where nothing does.
   *
   * @throws DomainError `unauthenticated` when they are good no more
   */
  readonly identifyAgain?: () => Promise<Principal>;
  /** What procedures add to the answer's headers. */
  readonly reply: Headers;
}

/** The same once it is known as whom the caller acts. */
export interface ProcedureContext extends ApiContext {
  readonly core: Ctx;
}

/** The context in which a use case runs for this request, acting as `actor`. */
export function toCoreContext({ services, principal, requestId, shownAddress }: ApiContext, actor: Actor): Ctx {
  return {
    ...services,
    log: services.log.child({ requestId }),
    organizationId: principal.organizationId,
    actor,
    requestId,
    address: shownAddress,
  };
}

/** The person as a shopper of the store, also when they are staff; null for guests and keys. */
export function asShopper(principal: Principal): Actor | null {
  const { user, customer } = principal;
  return user && customer ? { type: "customer", userId: user.id, customerId: customer.id } : null;
}

/** For carts and checkout: members who are shoppers too act as that. */
export function shopperContext({ core, principal }: ProcedureContext): Ctx {
  return { ...core, actor: asShopper(principal) ?? core.actor };
}
