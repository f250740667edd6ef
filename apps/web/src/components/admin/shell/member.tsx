"use client";

import { createContext, use, type ReactNode } from "react";

import type { Permission } from "@cartwright/api/permission-words";

import { may } from "./pages.ts";

/** Who is signed in, and in which organization. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "owner" | "admin" | "staff";
  /** What they may do; `*` is everything. Only hides what would be refused: the API decides. */
  readonly permissions: readonly string[];
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
  };
}

const MemberContext = createContext<Member | null>(null);

export function MemberProvider({ member, children }: { readonly member: Member; readonly children: ReactNode }) {
  return <MemberContext value={member}>{children}</MemberContext>;
}

/** The member who looks at the page. Only inside the admin's shell. */
export function useMember(): Member {
  const member = use(MemberContext);
  if (!member) throw new Error("useMember is called outside the admin's shell.");
  return member;
}

/** Whether the member holds a permission, to hide what the API would refuse. */
export function useMay(need: Permission): boolean {
  return may(useMember().permissions, need);
}
