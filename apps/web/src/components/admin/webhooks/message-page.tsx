"use client";

import { useQuery } from "@tanstack/react-query";

import type { InboxMessageDetailDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { ApplyAgain } from "./apply-again.tsx";
import { messageStates } from "./message-states.ts";

const back = { href: "/admin/webhooks", label: "Webhooks" };

/** One message of somebody else's: what it said, what came of it, and the way to apply it once more. */
export function MessagePage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const {
    data: message,
    error,
    refetch,
  } = useQuery(
    trpc.admin.webhooks.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.state === "received" ? 1000 : 10_000) },
    ),
  );
  useTitle(message ? `${message.topic} ${messageStates[message.state].word.toLowerCase()}` : "Webhook");
  if (message) return <Loaded message={message} />;
  return (
    <>
      <PageHead title="Webhook" back={back} />
      {error ? <Unread error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96" />}
    </>
  );
}

function Unread({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (readFailure(error).code === "not_found")
    return (
      <EmptyList title="There is no such webhook">
        Messages are kept for 30 days. It may also belong to another shop, or the address is mistyped.
      </EmptyList>
    );
  return <FailureNotice error={error} title="The webhook could not be read" onRetry={onRetry} />;
}

function Loaded({ message }: { readonly message: InboxMessageDetailDto }) {
  const mayWrite = useMay("webhooks:write");
  const { tone, word } = messageStates[message.state];
  return (
    <>
      <PageHead
        title={<span className="break-all">{message.topic}</span>}
        back={back}
        aside={
          <output className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Status tone={tone}>{word}</Status>
            <span className="text-muted">
              from {message.source} · <RelativeTime instant={message.receivedAt} />
            </span>
          </output>
        }
        actions={mayWrite && <ApplyAgain message={message} />}
      />
      {message.error !== null && (
        <Notice tone="danger" title="It could not be applied" className="mb-4 rounded-admin [overflow-wrap:anywhere]">
          {message.error}
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <Body message={message} />
        <div className="grid grid-cols-1 gap-4">
          <About message={message} />
          <Headers headers={message.headers} />
        </div>
      </div>
    </>
  );
}

function Body({ message: { body, sizeBytes } }: { readonly message: InboxMessageDetailDto }) {
  return (
    <Panel title="Body" aside={<span className="figures text-12 text-muted">{sizeBytes} bytes</span>} flush>
      {body === null ? (
        <p className="p-4 text-muted">
          It is neither JSON nor a form, so that secrets in it could not be struck out. It is kept as it arrived.
        </p>
      ) : (
        // A region that scrolls must be reachable by keyboard.
        <section aria-label="Body as text" tabIndex={0} className="max-h-[70vh] overflow-auto p-4">
          <pre className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{body}</pre>
        </section>
      )}
    </Panel>
  );
}

function About({ message }: { readonly message: InboxMessageDetailDto }) {
  return (
    <Panel title="About">
      <Facts>
        <Fact label="Sender’s id">
          <Code>{message.externalId}</Code>
        </Fact>
        {message.accountId !== "" && (
          <Fact label="Account">
            <Code>{message.accountId}</Code>
          </Fact>
        )}
        <Fact label="Tries">{message.attempts}</Fact>
        {message.processedAt !== null && (
          <Fact label="Last try">
            <RelativeTime instant={message.processedAt} />
          </Fact>
        )}
        {message.requestId !== null && (
          <Fact label="Request">
            <Code>{message.requestId}</Code>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}

function Headers({ headers }: { readonly headers: InboxMessageDetailDto["headers"] }) {
  const entries = Object.entries(headers);
  return (
    <Panel title="Headers">
      {entries.length === 0 ? (
        <p className="text-muted">None was worth keeping.</p>
      ) : (
        <Facts>
          {entries.map(([name, value]) => (
            <Fact key={name} label={name}>
              <Code>{value}</Code>
            </Fact>
          ))}
        </Facts>
      )}
      <p className="mt-3 text-12 text-muted">Signatures and credentials are not kept.</p>
    </Panel>
  );
}

function Code({ children }: { readonly children: string }) {
  return <span className="font-mono text-12 break-all">{children}</span>;
}
