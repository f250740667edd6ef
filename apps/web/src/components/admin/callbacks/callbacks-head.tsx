"use client";

import type { ReactNode } from "react";

import { AreaTabs } from "../parts/area-tabs.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useMember } from "../shell/member.tsx";
import { roomsOf } from "../shell/pages.ts";

interface CallbacksHeadProps {
  /** We call them, or they call us. */
  readonly room: "Callbacks" | "Webhooks";
  readonly actions?: ReactNode;
}

/** The head of the two lists of what goes to other systems and what comes from them. */
export function CallbacksHead({ room, actions }: CallbacksHeadProps) {
  const { permissions } = useMember();
  const rooms = roomsOf("Callbacks", permissions);
  return (
    <>
      <PageHead title={room} actions={actions} />
      <AreaTabs label="Callbacks" tabs={rooms} current={rooms.find(({ label }) => label === room)?.href ?? ""} />
    </>
  );
}
