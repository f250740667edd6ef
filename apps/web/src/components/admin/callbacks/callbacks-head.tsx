"use client";

import type { ReactNode } from "react";

import { AreaTabs } from "../parts/area-tabs.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useMember } from "../shell/member.tsx";
import { roomsOf } from "../shell/pages.ts";

interface CallbacksHeadProps {
  readonly room: "Rules" | "Templates" | "Callbacks" | "Webhooks";
  readonly actions?: ReactNode;
}

/** The head of the lists of what happens by itself: by rules, in other systems, and because of them. */
export function CallbacksHead({ room, actions }: CallbacksHeadProps) {
  const { permissions } = useMember();
  const rooms = roomsOf("Automation", permissions);
  return (
    <>
      <PageHead title={room} actions={actions} />
      <AreaTabs label="Automation" tabs={rooms} current={rooms.find(({ label }) => label === room)?.href ?? ""} />
    </>
  );
}
