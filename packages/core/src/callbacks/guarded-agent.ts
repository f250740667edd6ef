import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";

import { Agent, buildConnector } from "undici";

import { isPublicAddress } from "./target-url.ts";

/** The address that a callback would have gone to is not on the public internet. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
  readonly code = "private_address";
}

/** What callbacks are sent with. */
export type CallbackAgent = Agent;

export interface GuardedAgentOptions {
  readonly allowPrivate: boolean;
  /** Tests resolve names here. */
  readonly resolveAll?: (hostname: string, answer: (error: Error | null, found: LookupAddress[]) => void) => void;
}

/**
 * An HTTP agent that connects to public addresses alone.
 *
 * The check is in the connector, where literal addresses and names meet, and the address that was checked is the one that
 * is connected to: a name that changes its answer in between gains nothing. Proxies of the environment are not used.
 */
export function createGuardedAgent({ allowPrivate, resolveAll = resolveWithSystem }: GuardedAgentOptions): Agent {
  // Connections are limited by endpoint, where they are asked for: endpoints on one host must not wait for each other.
  const limits = { headersTimeout: 15_000, bodyTimeout: 15_000, maxHeaderSize: 16_384 };
  if (allowPrivate) return new Agent({ ...limits, connect: { timeout: 3_000 } });
  const connect = buildConnector({ timeout: 3_000, lookup: guardedLookup(resolveAll) });
  return new Agent({
    ...limits,
    connect(options, done) {
      const host = options.hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) !== 0 && !isPublicAddress(host)) {
        done(new PrivateAddressError(host), null);
        return;
      }
      connect(options, (...[error, socket]) => {
        if (error !== null) {
          done(error, null);
        } else if (isPublicAddress(socket.remoteAddress ?? "")) {
          done(null, socket);
        } else {
          socket.destroy();
          done(new PrivateAddressError(host), null);
        }
      });
    },
  });
}

// One bad address among several refuses the name: which of them is used is not ours to choose.
function guardedLookup(resolveAll: NonNullable<GuardedAgentOptions["resolveAll"]>): LookupFunction {
  return (hostname, options, done) => {
    resolveAll(hostname, (error, found) => {
      const [first] = found;
      if (error !== null) done(error, "");
      else if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
        done(new PrivateAddressError(hostname), "");
      else if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

function resolveWithSystem(hostname: string, answer: (error: Error | null, found: LookupAddress[]) => void): void {
  resolve(hostname, { all: true }, (error, found) => answer(error, error === null ? found : []));
}
