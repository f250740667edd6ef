"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { Panel } from "../parts/panel.tsx";
import { useMay } from "../shell/member.tsx";
import { ordersAddress } from "./order-filters.ts";

/** The words that staff and rules have put on an order; each leads to the others that bear it. */
export function OrderTags({ order }: { readonly order: OrderDto }) {
  const mayWrite = useMay("orders:write");
  const { add, remove, error, busy } = useTags(order);
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") add(text, () => setText(""));
  };
  if (!mayWrite && order.tags.length === 0) return null;
  return (
    <Panel title="Tags">
      <ul aria-label="Tags of this order" className="flex flex-wrap gap-2 empty:hidden">
        {order.tags.map((tag) => (
          <li key={tag} className="inline-flex items-center rounded-full bg-sunken pl-3 text-14">
            <Link href={ordersAddress({ tag })} className="py-1 underline-offset-4 hover:underline">
              {tag}
            </Link>
            {mayWrite ? (
              <Button kind="quiet" size="iconSmall" aria-label={`Take the tag ${tag} off`} onClick={() => remove(tag)}>
                <X aria-hidden="true" className="size-4" />
              </Button>
            ) : (
              <span className="pr-3" />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form onSubmit={submit} className="mt-3 flex items-start gap-2">
          <Field label="Add a tag" error={error} className="flex-1">
            {(control) => (
              <Input
                {...control}
                dense
                value={text}
                onChange={({ target }) => setText(target.value)}
                maxLength={40}
                autoComplete="off"
              />
            )}
          </Field>
          <Button type="submit" kind="secondary" size="medium" busy={busy} className="mt-[1.7rem]">
            Add
          </Button>
        </form>
      )}
    </Panel>
  );
}

function useTags({ id }: OrderDto) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = (order: OrderDto) => {
    queryClient.setQueryData(trpc.admin.orders.get.queryKey({ id }), order);
    void queryClient.invalidateQueries(trpc.admin.orders.list.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.orders.tags.pathFilter());
  };
  const tag = useMutation(trpc.admin.orders.tag.mutationOptions({ onSuccess }));
  const untag = useMutation(trpc.admin.orders.untag.mutationOptions({ onSuccess }));
  const failed = tag.error ?? untag.error;
  return {
    add: (word: string, onAdded: () => void) => tag.mutate({ id, tag: word }, { onSuccess: onAdded }),
    remove: (word: string) => untag.mutate({ id, tag: word }),
    error: failed === null ? undefined : readFailure(failed).message,
    busy: tag.isPending,
  };
}
