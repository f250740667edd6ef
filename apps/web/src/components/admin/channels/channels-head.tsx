"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { useTRPC } from "#lib/trpc.ts";

import { AreaTabs } from "../parts/area-tabs.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useMember } from "../shell/member.tsx";
import { roomsOf } from "../shell/pages.ts";

interface ChannelsHeadProps {
  /** The tab that the page is. */
  readonly room: "Carriers" | "Shopify" | "Stores" | "Syncs";
  /** How it stands, beside the title. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of every page of the channels area: its title, what can be done, and the way to the others. */
export function ChannelsHead({ room, aside, actions }: ChannelsHeadProps) {
  const trpc = useTRPC();
  const { permissions } = useMember();
  const { data } = useQuery(trpc.admin.channels.attention.queryOptions(undefined, { refetchInterval: 15_000 }));
  const rooms = roomsOf("Channels", permissions);
  const tabs = rooms.map(({ href, label }) => ({
    href,
    label,
    count: label === "Stores" ? data?.openShortfalls : undefined,
  }));
  return (
    <>
      <PageHead title="Channels" aside={aside} actions={actions} />
      <AreaTabs label="Channels" tabs={tabs} current={rooms.find(({ label }) => label === room)?.href ?? ""} />
    </>
  );
}
