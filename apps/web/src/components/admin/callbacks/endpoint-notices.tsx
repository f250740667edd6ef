"use client";

import type { EndpointDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";

import { RelativeTime } from "../parts/relative-time.tsx";

/** What must be known about how an endpoint stands: off, paused, failing, between two secrets. */
export function EndpointNotices({ endpoint }: { readonly endpoint: EndpointDto }) {
  const { status, disabledReason, switchedOffAt, warnedAt, openUntil, previousSecretUntil } = endpoint;
  return (
    <>
      {status === "disabled" && (
        <Notice tone="danger" title="Nothing is sent any more" className="mb-4 rounded-admin">
          Reason: {disabledReason ?? "switched off"}. Enable it once the receiver works; what it missed can be sent
          then.
        </Notice>
      )}
      {status === "paused" && (
        <Notice tone="warning" title="Paused" className="mb-4 rounded-admin">
          What happens now waits, and is sent once it is resumed.
        </Notice>
      )}
      {status === "enabled" && warnedAt !== null && switchedOffAt !== null && (
        <Notice tone="danger" title="Nothing has arrived for days" className="mb-4 rounded-admin">
          It is switched off <RelativeTime instant={switchedOffAt} /> unless something arrives before.
        </Notice>
      )}
      {status === "enabled" && warnedAt === null && openUntil !== null && (
        <Notice tone="warning" title="Too many failures in a row" className="mb-4 rounded-admin">
          The next call is a probe, <RelativeTime instant={openUntil} />. What waits is sent once one succeeds.
        </Notice>
      )}
      {previousSecretUntil !== null && (
        <p className="mb-4 text-muted">
          Calls are signed with two secrets; the old one ends <RelativeTime instant={previousSecretUntil} />.
        </p>
      )}
    </>
  );
}
