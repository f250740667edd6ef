"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { EndpointDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { useMay } from "../shell/member.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { useEndpointChange } from "./use-endpoint-change.ts";

type Asked = { dialog: "settings" | "rotate" | "remove" } | { dialog: "replay"; since?: string | undefined };

/** Everything that can be done with a callback. */
export function CallbackActions({ endpoint }: { readonly endpoint: EndpointDto }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!useMay("callbacks:write")) return null;
  const ask = (dialog: Asked["dialog"]) => () => setAsked({ dialog });
  const close = () => setAsked(null);
  return (
    <>
      {endpoint.status === "enabled" && <SendTest endpoint={endpoint} />}
      <Switch endpoint={endpoint} onMissed={(since) => setAsked({ dialog: "replay", since })} />
      {endpoint.status !== "disabled" && (
        <Button kind="secondary" size="medium" onClick={ask("replay")}>
          Replay
        </Button>
      )}
      <Button kind="secondary" size="medium" onClick={ask("settings")}>
        Settings
      </Button>
      <Button kind="secondary" size="medium" onClick={ask("rotate")}>
        Rotate secret
      </Button>
      <Button kind="danger" size="medium" onClick={ask("remove")}>
        Delete
      </Button>
      {asked?.dialog === "settings" && <SettingsDialog endpoint={endpoint} onClose={close} />}
      {asked?.dialog === "rotate" && <RotateDialog endpoint={endpoint} onClose={close} />}
      {asked?.dialog === "replay" && <ReplayDialog endpoint={endpoint} since={asked.since} onClose={close} />}
      {asked?.dialog === "remove" && <RemoveDialog endpoint={endpoint} onClose={close} />}
    </>
  );
}

function SendTest({ endpoint }: { readonly endpoint: EndpointDto }) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const { mutate, isPending } = useMutation(
    trpc.admin.callbacks.test.mutationOptions({
      onSuccess: () => {
        toast.done("A test event is on its way");
        changed();
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  return (
    <Button kind="secondary" size="medium" busy={isPending} onClick={() => mutate({ id: endpoint.id })}>
      Send test
    </Button>
  );
}

interface SwitchProps {
  readonly endpoint: EndpointDto;
  /** It was off since then, and is on again. */
  readonly onMissed: (since: string) => void;
}

// After it was switched off the way to send what it missed is offered at once.
function Switch({ endpoint, onMissed }: SwitchProps) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const { id, status, failingSince, disabledAt } = endpoint;
  const refused = (error: Parameters<typeof readFailure>[0]) => toast.refused(readFailure(error).message);
  const pause = useMutation(
    trpc.admin.callbacks.pause.mutationOptions({
      onSuccess: () => {
        toast.done("Paused: what happens now waits");
        changed();
      },
      onError: refused,
    }),
  );
  const enable = useMutation(
    trpc.admin.callbacks.enable.mutationOptions({
      onSuccess: () => {
        toast.done("It is called again");
        changed();
        const missedSince = failingSince ?? disabledAt;
        if (status === "disabled" && missedSince !== null) onMissed(missedSince);
      },
      onError: refused,
    }),
  );
  if (status === "enabled") {
    return (
      <Button kind="secondary" size="medium" busy={pause.isPending} onClick={() => pause.mutate({ id })}>
        Pause
      </Button>
    );
  }
  return (
    <Button size="medium" busy={enable.isPending} onClick={() => enable.mutate({ id })}>
      {status === "paused" ? "Resume" : "Enable"}
    </Button>
  );
}
