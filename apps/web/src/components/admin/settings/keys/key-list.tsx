"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { ApiKeyDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useNow } from "../../parts/use-now.ts";
import { useTitle } from "../../parts/use-title.ts";
import { useMay } from "../../shell/member.tsx";
import { permissionWord } from "../permission-words.ts";
import { SettingsHead } from "../settings-head.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { RevokeKeyDialog } from "./revoke-key-dialog.tsx";

/** Which programs may call, and what they may do. */
export function KeyList({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const mayWrite = useMay("keys:write");
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(
    trpc.admin.keys.list.queryOptions({ cursor, limit: 50 }, { refetchInterval: 30_000 }),
  );
  useTitle("API keys");
  const create = mayWrite && (
    <Button size="medium" onClick={() => setCreating(true)}>
      Make a key
    </Button>
  );
  return (
    <>
      <SettingsHead room="API keys" actions={create} />
      <FailureNotice error={error} title="The keys could not be read" onRetry={() => void refetch()} />
      {data?.items.length === 0 && (
        <EmptyList title="No program may call yet">
          A key lets a program use the API at /api/v1, with no more than what you tick. It is sent as “Authorization:
          Bearer cw_…”.
        </EmptyList>
      )}
      {data && data.items.length > 0 && (
        <>
          <ul aria-label="API keys" className="rounded-admin border border-line bg-surface">
            {data.items.map((key) => (
              <KeyRow key={key.id} apiKey={key} mayRevoke={mayWrite} />
            ))}
          </ul>
          <CursorPages
            dense
            firstHref={cursor === undefined ? undefined : "/admin/settings/keys"}
            nextHref={data.nextCursor === null ? undefined : `/admin/settings/keys?cursor=${data.nextCursor}`}
          />
        </>
      )}
      {!data && error === null && <ListSkeleton rows={4} />}
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function KeyRow({ apiKey, mayRevoke }: { readonly apiKey: ApiKeyDto; readonly mayRevoke: boolean }) {
  const [revoking, setRevoking] = useState(false);
  const { name, prefix, scopes, lastUsedAt, createdBy, createdAt, rateLimitPerMinute } = apiKey;
  const state = stateOf(apiKey, useNow());
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <b className="font-semibold break-words">{name}</b>
          <span className="font-mono text-12 text-muted">{prefix}…</span>
          {state === "good" ? null : <Status tone="neutral">{state === "revoked" ? "Revoked" : "Ended"}</Status>}
        </p>
        <p className="text-muted">{scopes.map(permissionWord).join(" · ")}</p>
        <p className="flex flex-wrap gap-x-4 text-12 text-muted">
          <span>
            Made <RelativeTime instant={createdAt} />
            {createdBy !== null && ` by ${createdBy}`}
          </span>
          <span>
            {lastUsedAt === null ? (
              "Never used"
            ) : (
              <>
                Used <RelativeTime instant={lastUsedAt} />
              </>
            )}
          </span>
          <Ending apiKey={apiKey} />
          {rateLimitPerMinute !== null && <span>{rateLimitPerMinute.toLocaleString("en")} calls a minute</span>}
        </p>
      </div>
      {mayRevoke && state === "good" && (
        <Button kind="danger" size="small" className="self-center justify-self-start" onClick={() => setRevoking(true)}>
          Revoke<span className="sr-only"> {name}</span>
        </Button>
      )}
      {revoking && <RevokeKeyDialog apiKey={apiKey} onClose={() => setRevoking(false)} />}
    </li>
  );
}

function Ending({ apiKey: { revokedAt, expiresAt } }: { readonly apiKey: ApiKeyDto }) {
  if (revokedAt !== null)
    return (
      <span>
        Revoked <RelativeTime instant={revokedAt} />
      </span>
    );
  return <span>{expiresAt === null ? "Does not end" : `Ends on ${expiresAt.slice(0, 10)}`}</span>;
}

function stateOf({ revokedAt, expiresAt }: ApiKeyDto, now: number): "good" | "revoked" | "ended" {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= now ? "ended" : "good";
}
