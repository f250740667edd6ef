"use client";

import Link from "next/link";
import { useState } from "react";

import type { ShortfallDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";

import { useMay } from "../shell/member.tsx";
import { DismissDialog, DropDialog, MapDialog } from "./shortfall-dialogs.tsx";
import { useSettleShortfall } from "./use-settle-shortfall.ts";

type Asking = "dismiss" | "drop" | "map";

const dialogs = { dismiss: DismissDialog, drop: DropDialog, map: MapDialog } as const;

/** What can be done with a line that cannot be delivered as it stands, the likeliest first. */
export function ShortfallActions({ shortfall }: { readonly shortfall: ShortfallDto }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayWrite = useMay("orders:write");
  if (!mayWrite) return null;
  const Chosen = asking === null ? null : dialogs[asking];
  const ask = (what: Asking, label: string) => (
    <Button kind={what === "drop" ? "quiet" : "secondary"} size="small" onClick={() => setAsking(what)}>
      {label}
    </Button>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {shortfall.variantId === null ? (
        <>
          {ask("map", "Map")}
          {ask("dismiss", "Not stocked")}
        </>
      ) : (
        <AllocateButton shortfall={shortfall} />
      )}
      {ask("drop", "Give up")}
      {Chosen && <Chosen shortfall={shortfall} onClose={() => setAsking(null)} />}
    </div>
  );
}

function AllocateButton({ shortfall: { id, available, missing, productId } }: { readonly shortfall: ShortfallDto }) {
  const { mutate, isPending } = useSettleShortfall("allocate", () => undefined);
  if (available === 0) {
    return (
      <Link href={`/admin/products/${productId}`} className={buttonClass({ kind: "secondary", size: "small" })}>
        Restock
      </Link>
    );
  }
  return (
    <Button
      size="small"
      busy={isPending}
      onClick={() => mutate({ id }, { onError: (error) => toast.refused(readFailure(error).message) })}
    >
      Allocate {Math.min(available, missing)}
    </Button>
  );
}
