"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import Link from "next/link";
import { useState, useSyncExternalStore } from "react";

import { Dialog } from "#components/ui/dialog.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { readSeen, whenSeen, writeSeen } from "./seen-alerts.ts";

interface AlertBellProps {
  readonly className: string;
  readonly wordless?: boolean;
}

/** What rules have told everybody lately; a number says how much of it is new in this browser. */
export function AlertBell({ className, wordless = false }: AlertBellProps) {
  const mayRead = useMay("live:read");
  return mayRead ? <Loaded className={className} wordless={wordless} /> : null;
}

function Loaded({ className, wordless }: Required<AlertBellProps>) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(trpc.admin.automation.alerts.queryOptions({}, { staleTime: 30_000 }));
  const seen = useSyncExternalStore(whenSeen, readSeen, () => null);
  const items = data?.items ?? [];
  const fresh = seen === null ? 0 : items.filter(({ at }) => at > seen).length;
  const change = (next: boolean) => {
    setOpen(next);
    const [newest] = items;
    if (next && newest) writeSeen(newest.at);
  };
  const label = fresh === 0 ? "Alerts" : `Alerts, ${fresh} new`;
  return (
    <>
      <button type="button" className={className} aria-label={label} onClick={() => change(true)}>
        <Bell aria-hidden="true" className={wordless ? "size-5" : "size-4"} />
        {!wordless && "Alerts"}
        {fresh > 0 && (
          <span
            aria-hidden="true"
            className={
              wordless
                ? "figures absolute top-1 right-0.5 rounded-full bg-warning-soft px-1.5 text-12 text-warning"
                : "figures ml-auto rounded-full bg-warning-soft px-1.5 text-12 text-warning"
            }
          >
            {fresh}
          </span>
        )}
      </button>
      {open && (
        <Dialog open onOpenChange={change} title="Alerts" className="rounded-admin text-14">
          {items.length === 0 ? (
            <EmptyList title="No alerts yet">Rules tell here what everybody should see at once.</EmptyList>
          ) : (
            <ul className="grid max-h-[60vh] gap-3 overflow-y-auto">
              {items.map(({ id, level, text, link, at }) => (
                <li key={id} className="border-b border-line pb-3 last:border-b-0 last:pb-0">
                  <p className="[overflow-wrap:anywhere]">
                    {link === null ? (
                      text
                    ) : (
                      <Link
                        href={link}
                        onClick={() => setOpen(false)}
                        className="underline decoration-edge underline-offset-4"
                      >
                        {text}
                      </Link>
                    )}
                  </p>
                  <p className="mt-0.5 flex gap-3 text-12 text-muted">
                    <Status tone={level === "warning" ? "warning" : "neutral"}>
                      {level === "warning" ? "Warning" : "Note"}
                    </Status>
                    <RelativeTime instant={at} />
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      )}
    </>
  );
}
