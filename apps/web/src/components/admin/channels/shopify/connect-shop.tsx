"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { readField } from "../../parts/read-field.ts";
import { useMay } from "../../shell/member.tsx";

/** Connects a shop: by asking its merchant at Shopify, or with the app's own credentials where the shop is our own. */
export function ConnectShop() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("stores:write");
  const [shop, setShop] = useState("");
  const connect = useMutation(
    trpc.admin.shopify.connect.mutationOptions({
      onSuccess: ({ shopDomain }) => {
        toast.done(`${shopDomain} is connected`);
        void queryClient.invalidateQueries(trpc.admin.shopify.pathFilter());
        void queryClient.invalidateQueries(trpc.sync.pathFilter());
      },
    }),
  );
  if (!mayWrite) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    window.location.assign(
      `/api/shopify/install?shop=${encodeURIComponent(readField(new FormData(event.currentTarget), "shop"))}`,
    );
  };
  return (
    <Panel title="Connect a shop">
      <form onSubmit={submit} className="grid max-w-[60ch] gap-4">
        <Field label="The shop’s address at Shopify" hint="As in havu.myshopify.com">
          {(control) => (
            <Input
              {...control}
              name="shop"
              dense
              required
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              value={shop}
              onChange={(event) => setShop(event.target.value)}
            />
          )}
        </Field>
        <FailureNotice error={connect.error} title="The shop was not connected" />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="medium">
            Install at Shopify
          </Button>
          <Button
            size="medium"
            kind="secondary"
            busy={connect.isPending}
            disabled={shop.trim() === ""}
            onClick={() => connect.mutate({ shop: shop.trim() })}
          >
            It is our own shop
          </Button>
        </div>
      </form>
    </Panel>
  );
}
