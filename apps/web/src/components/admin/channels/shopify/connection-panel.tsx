"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { IntegrationDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Status, type StatusTone } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { Fact, Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useMay } from "../../shell/member.tsx";

const states: Readonly<Record<IntegrationDto["state"], { readonly word: string; readonly tone: StatusTone }>> = {
  active: { word: "Connected", tone: "good" },
  needs_reauthorization: { word: "Access lost", tone: "danger" },
  uninstalled: { word: "Removed", tone: "neutral" },
};

/** Which shop is connected, and whether it still tells us what happens in it. */
export function ConnectionPanel({ integration }: { readonly integration: IntegrationDto }) {
  const { shopDomain, shopName, state, stateReason, webhooksError, apiVersion, answeredVersion } = integration;
  const { word, tone } = states[state];
  return (
    <Panel title={shopName ?? shopDomain} aside={<Status tone={tone}>{word}</Status>}>
      <div className="grid gap-4">
        {stateReason !== null && (
          <Notice tone="danger" className="rounded-admin">
            {stateReason}
          </Notice>
        )}
        {webhooksError !== null && (
          <Notice tone="warning" title="Shopify does not tell us of changes" className="rounded-admin">
            <p className="break-words">{webhooksError}</p>
            <p>What changes comes over by the clock meanwhile.</p>
          </Notice>
        )}
        <Facts>
          <Fact label="Shop">{shopDomain}</Fact>
          <Fact label="Connected">
            <RelativeTime instant={integration.installedAt} />
          </Fact>
          <Fact label="Told of changes">
            {integration.webhooksCheckedAt === null ? (
              "Not checked yet"
            ) : (
              <>
                checked <RelativeTime instant={integration.webhooksCheckedAt} />
              </>
            )}
          </Fact>
          <Fact label="API version">{answeredVersion ?? apiVersion}</Fact>
        </Facts>
        {state === "active" && <CheckButton integrationId={integration.id} />}
      </div>
    </Panel>
  );
}

function CheckButton({ integrationId }: { readonly integrationId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("stores:write");
  const check = useMutation(
    trpc.admin.shopify.check.mutationOptions({
      onSuccess: () => {
        toast.done("The connection is being checked");
        void queryClient.invalidateQueries(trpc.admin.shopify.pathFilter());
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  if (!mayWrite) return null;
  return (
    <div>
      <Button size="small" kind="secondary" busy={check.isPending} onClick={() => check.mutate({ integrationId })}>
        Check connection
      </Button>
    </div>
  );
}
