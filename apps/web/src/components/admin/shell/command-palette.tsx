"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useDeferredValue, useState } from "react";

import type { Permission } from "@cartwright/api/permission-words";

import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { leave } from "./leave-guard.ts";
import { useMember } from "./member.tsx";
import { may, openRooms } from "./pages.ts";

const item =
  "flex cursor-pointer items-center gap-3 rounded-admin px-3 py-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent";
const heading =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted";

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onShortcuts: () => void;
}

/** Goes anywhere by typing: pages, orders by number or e-mail, products by name. */
export function CommandPalette({ open, onOpenChange, onShortcuts }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-admin border border-line bg-surface text-14 shadow-raised"
        >
          <Dialog.Title className="sr-only">Find</Dialog.Title>
          <Finder close={() => onOpenChange(false)} onShortcuts={onShortcuts} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ close, onShortcuts }: { readonly close: () => void; readonly onShortcuts: () => void }) {
  const [text, setText] = useState("");
  const router = useRouter();
  const { permissions } = useMember();
  const go = (href: string) => {
    close();
    leave(() => router.push(href));
  };
  const matches = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const pages = openRooms(permissions).filter(({ label }) => matches(label));
  return (
    <Command label="Find" shouldFilter={false} loop>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Page, order number, e-mail, product"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-16 outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          Nothing by that name. Try an order number, an e-mail or part of a product’s title.
        </Command.Empty>
        {pages.length > 0 && (
          <Command.Group heading="Pages" className={heading}>
            {pages.map(({ href, label }) => (
              <Command.Item key={href} value={href} onSelect={() => go(href)} className={item}>
                {label}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {may(permissions, "orders:read") && <FoundOrders text={text} go={go} />}
        {may(permissions, "products:read") && <FoundProducts text={text} go={go} />}
        <Actions matches={matches} go={go} close={close} onShortcuts={onShortcuts} />
      </Command.List>
    </Command>
  );
}

interface ActionsProps {
  readonly matches: (label: string) => boolean;
  readonly go: (href: string) => void;
  readonly close: () => void;
  readonly onShortcuts: () => void;
}

interface Action {
  readonly label: string;
  readonly need: Permission | null;
  readonly act: () => void;
}

function Actions({ matches, go, close, onShortcuts }: ActionsProps) {
  const { permissions } = useMember();
  const all: readonly Action[] = [
    { label: "Add product", need: "products:write", act: () => go("/admin/products/new") },
    { label: "Register callback", need: "callbacks:write", act: () => go("/admin/callbacks?register=1") },
    { label: "Show orders to ship", need: "orders:read", act: () => go("/admin/orders?status=paid") },
    { label: "Your sign-in: password, second step, sessions", need: null, act: () => go("/admin/account") },
    {
      label: "Show keys",
      need: "orders:read",
      act: () => {
        close();
        onShortcuts();
      },
    },
  ];
  const actions = all.filter(({ label, need }) => (need === null || may(permissions, need)) && matches(label));
  if (actions.length === 0) return null;
  return (
    <Command.Group heading="Do" className={heading}>
      {actions.map(({ label, act }) => (
        <Command.Item key={label} value={label} onSelect={act} className={item}>
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

interface FoundProps {
  readonly text: string;
  readonly go: (href: string) => void;
}

function useFoundText(text: string): { readonly query: string; readonly enabled: boolean } {
  const query = useDeferredValue(text.trim());
  return { query, enabled: query.length >= 2 };
}

function FoundOrders({ text, go }: FoundProps) {
  const trpc = useTRPC();
  const { query, enabled } = useFoundText(text);
  const { data } = useQuery(
    trpc.admin.orders.list.queryOptions({ query, limit: 5 }, { enabled, placeholderData: keepPreviousData }),
  );
  if (!enabled || !data || data.items.length === 0) return null;
  return (
    <Command.Group heading="Orders" className={heading}>
      {data.items.map((order) => (
        <Command.Item key={order.id} value={order.id} onSelect={() => go(`/admin/orders/${order.id}`)} className={item}>
          <span className="figures">{order.number}</span>
          <span className="truncate text-muted">{order.email}</span>
          <span className="figures ml-auto">{formatMoney(order.total)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function FoundProducts({ text, go }: FoundProps) {
  const trpc = useTRPC();
  const { query, enabled } = useFoundText(text);
  const { data } = useQuery(
    trpc.admin.products.list.queryOptions(
      { query, limit: 5, status: "any" },
      { enabled, placeholderData: keepPreviousData },
    ),
  );
  if (!enabled || !data || data.items.length === 0) return null;
  return (
    <Command.Group heading="Products" className={heading}>
      {data.items.map(({ id, title, available }) => (
        <Command.Item key={id} value={id} onSelect={() => go(`/admin/products/${id}`)} className={item}>
          <span className="truncate">{title}</span>
          <span className="figures ml-auto text-muted">{available} available</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
