"use client";

import { useState } from "react";

import type { SyncFeedDto, SyncKind } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { Fact, Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useMay } from "../../shell/member.tsx";
import { CancelSyncDialog } from "./cancel-sync-dialog.tsx";
import { SyncProgressBar } from "./sync-progress.tsx";
import { diffWords, kindWords, waitWords } from "./sync-words.ts";
import { type SyncProgress, useSync, type UseSync } from "./use-sync.ts";

interface SyncPanelProps {
  readonly kind: SyncKind;
  readonly integrationId: string;
}

/** How products, or orders, of a shop stand here, the sync that is under way, and what can be done about it. */
export function SyncPanel({ kind, integrationId }: SyncPanelProps) {
  const sync = useSync(kind, integrationId);
  const { progress, error, feed } = sync;
  return (
    <Panel title={kindWords[kind]}>
      <div className="grid gap-4">
        {error !== null && (
          <Notice tone="danger" title="The last sync did not get to its end" className="rounded-admin" live>
            <p className="break-words">{error}</p>
          </Notice>
        )}
        {progress && <WaitNotice progress={progress} />}
        {progress && <SyncProgressBar label={`Sync of ${kind}`} progress={progress} />}
        {feed ? <FeedFacts feed={feed} /> : <Skeleton className="h-24" />}
        <SyncButtons kind={kind} sync={sync} />
      </div>
    </Panel>
  );
}

function WaitNotice({ progress }: { readonly progress: SyncProgress }) {
  const words = waitWords(progress);
  if (words === null || progress.nextTryAt === null) return null;
  return (
    <Notice tone="warning" title="Shopify does not answer" className="rounded-admin">
      <p className="break-words">
        {words} Next try <RelativeTime instant={progress.nextTryAt} />.
      </p>
    </Notice>
  );
}

const numbers = new Intl.NumberFormat("en-IE");

function FeedFacts({ feed: { items, failed, syncedAt, fullSyncedAt, last } }: { readonly feed: SyncFeedDto }) {
  return (
    <Facts>
      <Fact label="Here from Shopify">
        <span className="figures">{numbers.format(items)}</span>
      </Fact>
      {failed > 0 && (
        <Fact label="Could not be brought over">
          <a href="#failed-items" className="figures text-danger underline underline-offset-4">
            {numbers.format(failed)}
          </a>
        </Fact>
      )}
      <Fact label="Last synced">{syncedAt === null ? "Never" : <RelativeTime instant={syncedAt} />}</Fact>
      <Fact label="Last full sync">{fullSyncedAt === null ? "Never" : <RelativeTime instant={fullSyncedAt} />}</Fact>
      {last && <Fact label="It found">{diffWords(last)}</Fact>}
    </Facts>
  );
}

function SyncButtons({ kind, sync }: { readonly kind: SyncKind; readonly sync: UseSync }) {
  const mayWrite = useMay("stores:write");
  const [cancelling, setCancelling] = useState(false);
  const { syncing, progress, busy } = sync;
  if (!mayWrite) return null;
  if (!syncing) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button size="medium" busy={busy} onClick={() => sync.sync()}>
          Sync now
        </Button>
        <Button size="medium" kind="secondary" busy={busy} onClick={() => sync.sync({ fetchAll: true })}>
          Full sync
        </Button>
      </div>
    );
  }
  const isPaused = progress?.status === "paused";
  return (
    <div className="flex flex-wrap gap-2">
      {isPaused ? (
        <Button size="medium" busy={busy} onClick={sync.resume}>
          Resume
        </Button>
      ) : (
        <Button size="medium" kind="secondary" busy={busy} onClick={sync.pause}>
          Pause
        </Button>
      )}
      <Button size="medium" kind="danger" onClick={() => setCancelling(true)}>
        Cancel sync
      </Button>
      {cancelling && (
        <CancelSyncDialog
          kind={kind}
          processedItems={progress?.processedItems ?? 0}
          onCancel={() => {
            sync.cancel();
            setCancelling(false);
          }}
          onClose={() => setCancelling(false)}
        />
      )}
    </div>
  );
}
