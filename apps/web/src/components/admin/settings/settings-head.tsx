"use client";

import type { ReactNode } from "react";

import { AreaTabs } from "../parts/area-tabs.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useMember } from "../shell/member.tsx";
import { roomsOf } from "../shell/pages.ts";

interface SettingsHeadProps {
  readonly room: "Members" | "API keys" | "Audit log" | "System";
  readonly actions?: ReactNode;
}

/** The head of the pages about the shop as a whole. */
export function SettingsHead({ room, actions }: SettingsHeadProps) {
  const { permissions } = useMember();
  const rooms = roomsOf("Settings", permissions);
  return (
    <>
      <PageHead title={room} actions={actions} />
      <AreaTabs label="Settings" tabs={rooms} current={rooms.find(({ label }) => label === room)?.href ?? ""} />
    </>
  );
}
